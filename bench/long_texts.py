# SPDX-License-Identifier: MIT
"""Texts of one thing, as long as is asked for: what would cost a stage time or memory out of proportion. For tests/cmd/long_test.py (they are read, in
bounded memory) and bench/speed/long (how their time grows)."""
import random

def long_texts(size):
    draw = random.Random(1)
    def name(): return "".join(draw.choice(["ba", "ka", "lo", "mi", "ra", "tu", "se", "no"]) for _ in range(3)).capitalize()
    def full(piece): return (piece * (size // len(piece) + 1))[:size]
    def people(joint): return joint.join(name() + " " + name() for _ in range(size // 25))
    return {
        "titles and states": full("Presiden Rusia "), "a long office": full("Menteri Luar Negeri Republik Indonesia "), "the same in capitals": full("PRESIDEN RUSIA BERTEMU "),
        "one name": full("Anwar "), "names with 'and'": people(" dan "), "names with commas": people(", "),
        "no full stop": full("Jepang mengirim kapal ke Indonesia dan "), "joined words": full("Senin-"), "strokes": full("a/"), "days without blanks": full("12/5/2020"), "one word": full("a"),
        "quotations": full('"Kami pergi ke sana," kata Budi Santoso. '), "quotations never closed": full('"Kami pergi ke sana kata Budi. '), "quotations in quotations": "\u201ckami " * (size // 17) + "\u201d" * (size // 17),
        "brackets": full("("), "credits": full("(Antara) (Reuters) lapor KCNA. "), "short lines": full("it is as we go\n"), "figures": full("5 orang tewas, "), "pronouns": full("dia bertemu dia. "),
    }
