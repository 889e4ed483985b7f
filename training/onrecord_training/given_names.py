"""Given names of many languages, as src/speaker/data/given_names.tsv: name, and the sex it mostly goes with.

    python -m onrecord_training.given_names FAKER data/first-names.txt ../src/speaker/data/names.txt ../src/english/data \
        > ../src/speaker/data/given_names.tsv

FAKER is a folder that PyPI's `faker` was installed into (MIT): it has lists of names of some sixty countries. What
`first-names.txt` says of a name holds; of the others a name is taken that no table of English has as a word, a place or a brand, and that is
no more often a family name. A name that many countries give may be a rare word.
"""

import collections
import importlib
import pathlib
import pkgutil
import sys
import unicodedata

SHORTEST = 3
# So many countries that give a name outweigh a rare word or a family name that is spelled like it.
MANY = 3
AMERICAN = {"en", "en_US"}
SEXES = {"male": "m", "female": "f"}


def words(provider, kind):
    """The names of a kind in a country's lists, in lower case, each with the sex of its list."""
    for attribute in dir(provider):
        found = getattr(provider, attribute)
        if not attribute.startswith(kind) or "format" in attribute or not hasattr(found, "__iter__") or isinstance(found, str):
            continue
        sex = next((letter for part, letter in SEXES.items() if part in attribute.split("_")), "u")
        for name in found:
            name = name if isinstance(name, str) else name[0]
            for word in name.lower().replace("-", " ").split():
                if len(word) >= SHORTEST and all(is_latin(letter) for letter in word):
                    yield unicodedata.normalize("NFC", word), sex


def is_latin(letter):
    return letter in "'’" or unicodedata.name(letter, "").startswith("LATIN")


def countries(faker):
    """Of each name the countries that give it, of each sex, and those where it is a family name."""
    sys.path.insert(0, faker)
    persons = importlib.import_module("faker.providers.person")
    given = collections.defaultdict(lambda: collections.defaultdict(set))
    family = collections.defaultdict(set)
    for module in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        country = module.name
        for word, sex in words(provider, "first_"):
            given[word][sex].add(country)
        for word, _ in words(provider, "last_"):
            family[word].add(country)
    return given, family


def english(folder):
    """Of each word of English how common it is (0 to 9; -1: WordNet has it as a name alone), and the places."""
    commonness, places = {}, set()
    for line in open(folder / "words.tsv", encoding="utf-8"):
        word, classes = line.rstrip("\n").split("\t")[:2]
        common = [int((row[1:].split(":")[0] or "0")) for row in classes.split(" ") if not row.startswith("N")]
        commonness[word] = max(common, default=-1)
    for line in open(folder / "exceptions.tsv", encoding="utf-8"):
        commonness.setdefault(line.split("\t")[0], 1)
    for name in ("places.txt", "towns.txt"):
        for line in open(folder / name, encoding="utf-8"):
            if not line.startswith("#"):
                places.update(line.replace(":", " ").replace("_", " ").split())
    return commonness, places


def brands(file):
    """The organisations that are known by a word."""
    rows = [line.split(": ", 1)[1] for line in open(file, encoding="utf-8") if line.startswith("organization: ")]
    return set(" ".join(rows).split())


def is_given(word, by_sex, family, commonness, places):
    """Whether readers would take the word for a given name."""
    everywhere = set().union(*by_sex.values())
    abroad = everywhere - AMERICAN
    if word in places or len(family) * 2 > len(everywhere) or family and len(everywhere) < MANY:
        return False
    common = commonness.get(word)
    return common is None or common < 1 and len(abroad) >= MANY


def sex_of(by_sex):
    """The sex that most countries give a name, or both."""
    men, women = len(by_sex["m"]), len(by_sex["f"])
    if men >= MANY * women and men:
        return "m"
    return "f" if women >= MANY * men and women else "u"


def main():
    faker, known, organizations, tables = *sys.argv[1:4], pathlib.Path(sys.argv[4])
    out = {}
    given, family = countries(faker)
    commonness, places = english(tables)
    places |= brands(organizations)
    for word, by_sex in given.items():
        if is_given(word, by_sex, family[word], commonness, places):
            out[word] = sex_of(by_sex)
            plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
            if plain not in commonness and plain not in places and plain not in family:
                out.setdefault(plain, out[word])
    for line in open(known, encoding="utf-8"):
        if not line.startswith("#"):
            sex, *names = line.split()
            out.update((name, sex) for name in names)
    for name in sorted(out, key=lambda name: name.encode()):
        print(f"{name}\t{out[name]}")


if __name__ == "__main__":
    main()
