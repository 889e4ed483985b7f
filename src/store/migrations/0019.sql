-- Only views change: what carries a claim's words on turns what was decided on it, too.
SELECT 1;
