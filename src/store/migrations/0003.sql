-- Quotes of the headline have their spans in the headline from here on. Those found before stand in the body.
UPDATE attribution SET in_headline = 0 WHERE in_headline = 1;
