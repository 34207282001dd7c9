"""Makes inter.woff2: the Latin of Inter, weights 400 to 600, with figures that can be tabular.

    python subset-inter.py InterVariable.woff2 inter.woff2
"""

import sys

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

CHARACTERS = (
    "20-7E,A0-FF,152-153,160-161,178,17D-17E,2009,2013-2014,2018-2019,201C-201E,2022,2026,202F,"
    "20AC,2122,2190,2192,2212,2248,2260,2264-2265"
)


def widen_figures_only(font):
    """Inter's `tnum` also widens the hyphen, which spreads dates and compound words."""
    gsub = font["GSUB"].table
    lookups = {
        index
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for index in record.Feature.LookupListIndex
    }
    figures = {font.getBestCmap()[ord(figure)] for figure in "0123456789"}
    for index in lookups:
        for subtable in gsub.LookupList.Lookup[index].SubTable:
            subtable = getattr(subtable, "ExtSubTable", subtable)
            subtable.mapping = {glyph: wide for glyph, wide in subtable.mapping.items() if glyph in figures}


source, target = sys.argv[1:]
font = TTFont(source, recalcTimestamp=False)
font = instantiateVariableFont(font, {"opsz": 14, "wght": (400, 600)})
widen_figures_only(font)
subsetter = Subsetter(Options(layout_features=["kern", "ccmp", "locl", "mark", "tnum"]))
subsetter.populate(unicodes=parse_unicodes(CHARACTERS))
subsetter.subset(font)
font.flavor = "woff2"
font.save(target)
