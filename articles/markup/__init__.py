"""A body on its way from a person to a page: `clean` makes it final when it is saved, `render` shows it.

A body holds paragraphs, headings, lists, quotes, tables, links, and two blocks of our own: `<figure data-photo="ID">`
names a picture of the article, `<div data-embed="ADDRESS">` a post elsewhere.
"""

from articles.markup.blocks import CrossesBoundary, replace_in, texts_of
from articles.markup.rendering import json_ld, render
from articles.markup.settling import BODY_EXTENSIONS, PAGE_EXTENSIONS, clean, clean_page
from articles.markup.tokens import BLOCKS, VOID, Token, hashtags_in, pictures_in, text_of, tokens

__all__ = [
    "BLOCKS",
    "BODY_EXTENSIONS",
    "PAGE_EXTENSIONS",
    "VOID",
    "CrossesBoundary",
    "Token",
    "clean",
    "clean_page",
    "hashtags_in",
    "json_ld",
    "pictures_in",
    "render",
    "replace_in",
    "text_of",
    "texts_of",
    "tokens",
]
