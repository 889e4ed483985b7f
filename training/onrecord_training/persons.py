"""Nouns that mean persons alone, by WordNet, as src/speaker/data/persons.txt: a word a line, with a tab and "works" behind what
somebody does for a living ("coroner", not "rescuer").

    python -m onrecord_training.persons DICT > ../src/speaker/data/persons.txt

DICT is WordNet's folder, as for `onrecord_training.wordnet`. The tables of English have the senses of the words that news uses most;
who is introduced by a rarer one, "a docker", is a person all the same.
"""

import sys
from pathlib import Path

PERSON = "18"  # the number of noun.person among the lexicographer files, lexnames(5)
WORK = ["expert", "worker", "professional", "official", "doctor"]  # as `works` of src/speaker/lexicon.rs has them


def words(index):
    return (line.split(" ", 1)[0] for line in open(index, encoding="utf-8") if not line.startswith(" "))


def main():
    folder = Path(sys.argv[1])
    persons, found, broader = set(), [], {}
    for line in open(folder / "data.noun", encoding="utf-8"):
        if not line.startswith(" "):
            offset, file, *_ = line.split(" ", 3)
            fields = line.split(" | ")[0].split()
            broader[offset] = [fields[i + 1] for i, field in enumerate(fields) if field == "@"]
            # Persons known by name are instances of a class.
            if file == PERSON and " @i " not in line:
                persons.add(offset)
    of_word = {}
    others = {word for name in ("verb", "adj", "adv") for word in words(folder / f"index.{name}")}
    for line in open(folder / "index.noun", encoding="utf-8"):
        if line.startswith(" "):
            continue
        word, _, synsets, pointers, *rest = line.split()
        senses = rest[int(pointers) + 2 :]
        of_word[word] = [sense for sense in senses if sense in persons]
        if word not in others and word.replace("-", "").isalpha() and len(senses) == int(synsets) and persons.issuperset(senses):
            found.append(word)
    work = {of_word[word][0] for word in WORK}

    def works(sense):
        return sense in work or any(works(above) for above in broader[sense])

    print("\n".join(word + "\tworks" * works(of_word[word][0]) for word in sorted(found)))


if __name__ == "__main__":
    main()
