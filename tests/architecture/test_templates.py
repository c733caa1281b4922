"""Every word of a page is translated, and every translation is there."""

import re
from pathlib import Path

import pytest
from tools import translations

from tests.architecture.markup import untranslated
from tests.architecture.sources import PACKAGE, files, name

TEMPLATES = [p for p in files() if p.suffix == ".html" and p.is_relative_to(PACKAGE)]
OWN_SCRIPTS = [p for p in files() if p.suffix == ".js" and p.is_relative_to(PACKAGE)]
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_says_nothing_past_translation(path: Path) -> None:
    assert untranslated(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_needs_no_inline_style_or_script(path: Path) -> None:
    # The content security policy would stop them in the browser, silently.
    source = path.read_text("utf-8")

    assert re.findall(r"\sstyle=|<style\b|\son[a-z]+=|javascript:", source) == []
    assert [tag for tag in re.findall(r"<script\b[^>]*>", source) if "src=" not in tag] == []


@pytest.mark.parametrize("path", OWN_SCRIPTS, ids=name)
def test_a_script_leaves_the_words_to_the_page(path: Path) -> None:
    assert CHINESE.findall(path.read_text("utf-8")) == []


def test_every_text_has_its_chinese_and_every_chinese_its_text() -> None:
    assert translations.faults(PACKAGE) == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p>{% translate "Roll" %} · {{ name }} 3/4</p>', []),
        ("<p>Roll</p>", ["Roll"]),
        ("<p>点名</p>", ["点名"]),
        ('<img src="a.png" alt="{% translate "Roll" %}">', []),
        ('<img src="a.png" alt="Roll">', ['alt="Roll"']),
        ('<button aria-label="Close {{ it }}"></button>', ['aria-label="Close "']),
        ('<input type="submit" value="Send">', ['value="Send"']),
        ('<input type="hidden" value="Send">', []),
        ("{% blocktranslate %}{{ n }} children{% endblocktranslate %}", []),
        ("{% comment %}Left out{% endcomment %}{# clauses: 7.3.a #}<!-- why -->", []),
        ('<html lang="zh"><a lang="en">English</a><b>No</b></html>', ["No"]),
        ('<b translate="no">Kehou</b>', []),
        ('<b{% block b_class %} class="{% if a %}is-bare{% endif %}"{% endblock %}></b>', []),
        ('<button name="theme" value="dark" title="{% translate "Dark" %}"></button>', []),
        ("{% if a %}<p>{% else %}<p class='b'>{% endif %}</p><i>Yes</i>", ["Yes"]),
    ],
)
def test_a_word_outside_translation_is_found(source: str, found: list[str]) -> None:
    assert untranslated(source) == found
