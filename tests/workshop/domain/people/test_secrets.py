"""Words that are given to people: kind, plain, and enough of them."""

import re

from mnemonic import Mnemonic

from workshop.domain.people.secrets import LISTS, new_secret, secret_words, two_words

UNKIND = frozenset(
    """
    abandon abuse accuse addict alcohol alien anger arrest assault attack bitter blind
    blood bomb broken bullet cancel casino clinic convict corpse crazy crime cruel cry
    danger dead debt despair destroy dirt disease dismiss divorce drunk drug dumb enemy
    evict evil exile fail fat fatal fault fear fever foster gun guilt hate hospital hurt
    idiot ill illegal illness injury inmate insane jail jealous kill knife lazy liar
    lonely loser mad misery monster murder naked nasty naive orphan pain panic pistol
    police poison poverty prison punch punish racist rape refuse reject rifle riot sad
    scare shame sick skull slave slim stab steal stupid suffer suicide terror toxic tragic
    trash trouble ugly useless vicious victim violent virus war weapon weird whip widow
    worry worthless wound wrong
    monkey gorilla coconut pansy whale walrus huge elephant cuckoo fruitcake donkey mule shrimp
    basic common normal absent zero junk dutch benefit permit visa
    siren alert rocket fireworks erupt blade enlist veteran wreath toddler
    crack needle sniff beaver organ shaft stool bacon cider soul miracle praise chapel
    """.split()  # noqa: SIM905 - a list of one word a line would fill four screens
)


def test_the_list_is_long_enough_and_each_word_is_there_once() -> None:
    words = secret_words()
    assert len(words) == len(set(words)) == 2048
    assert all(re.fullmatch("[a-z]{3,13}", word) for word in words)


def test_no_word_hurts() -> None:
    """Also not in another form, such as a plural."""
    hurting = [word for word in secret_words() if word.removesuffix("s") in UNKIND]
    assert hurting == []
    given = {word for _ in range(400) for word in f"{new_secret()} {two_words()}".split()}
    parts = {part for word in given for part in word.split("-")}
    assert parts <= set(secret_words())


def test_both_lists_say_something() -> None:
    """Nothing is left out that is not there, and nothing is added twice."""
    known = set(Mnemonic("english").wordlist)
    left_out = (LISTS / "left_out.txt").read_text(encoding="utf-8").split()
    added = (LISTS / "added.txt").read_text(encoding="utf-8").split()
    assert set(left_out) <= known
    assert not set(added) & known
    assert len(added) == len(set(added)) == len(set(left_out))
