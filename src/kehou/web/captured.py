"""`{% capture as page_title %}…{% endcapture %}`: what a block says, to be printed twice."""

from typing import Any

from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import Parser, Token
from django.utils.safestring import mark_safe


class Captured(Node):
    """Keeps what is inside under a name, without printing it."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> str:
        context[self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308 (rendered, so escaped)
        return ""

    @classmethod
    def parse(cls, parser: Parser, token: Token) -> "Captured":
        words = token.split_contents()
        if len(words) != 3 or words[1] != "as":
            raise TemplateSyntaxError("write {% capture as name %}")
        nodelist: Any = parser.parse(("endcapture",))
        parser.delete_first_token()
        return cls(nodelist, words[2])
