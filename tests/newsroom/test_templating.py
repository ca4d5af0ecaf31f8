"""What the page keeps of a template's lines."""

import pytest
from django.template import Engine


@pytest.mark.parametrize(
    ("template", "page"),
    [
        ("<p>\n  {% if 1 %}\n  да\n  {% endif %}\n</p>\n", "<p>\n  да\n</p>\n"),
        ("{# why #}\n{% if 1 %}{% endif %}\n<p>", "<p>"),
        ("<p>\n  {% if 1 %}да{% endif %}\n</p>", "<p>\n  да\n</p>"),
        ("  {{ nothing }}\n<p>", "  \n<p>"),
    ],
)
def test_lines_of_tags_alone_leave_nothing(tmp_path, template, page):
    (tmp_path / "t.html").write_text(template)
    engine = Engine(dirs=[tmp_path], loaders=["newsroom.templating.TidyLoader"])

    assert engine.render_to_string("t.html") == page
