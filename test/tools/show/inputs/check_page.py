# Fails unless the page's elements are closed and nested, and its table has so many lanes in every row.
import html.parser
import sys

VOID = {"meta", "input", "wbr"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.ids, self.cells, self.rows = [], set(), 0, 0

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes and attributes["id"] in self.ids:
            sys.exit(f"twice: {attributes['id']}")
        self.ids.add(attributes.get("id"))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.cells = 0
        if tag in ("td", "th"):
            self.cells += int(attributes.get("colspan", 1))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            sys.exit(f"</{tag}> at {self.getpos()}")
        if tag == "tr":
            self.rows += 1
            if self.cells not in (int(sys.argv[2]) + 2, int(sys.argv[2]) + 3):
                sys.exit(f"{self.cells} cells at {self.getpos()}")


page = Page()
page.feed(open(sys.argv[1], encoding="utf-8").read())
if page.open or page.rows not in (61, 62):
    sys.exit(f"open: {page.open}, rows: {page.rows}")
