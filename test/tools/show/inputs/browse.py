# Opens pages in Debian's chromium and does with them what a reader does. Each name on the command line is a page, with its
# numbers of starters and events: browse.py PAGE STARTERS EVENTS...; fails at the first that is not right. A page
# long.html has to be printed on two sheets.
import base64
import pathlib
import re
import sys

sys.path.append("/usr/lib/python3/dist-packages")  # Debian's selenium, whichever Python this is
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.chrome.service import Service

OVERLAPS = """
const shown = (element) => element.offsetParent !== null;
const boxes = [];
for (const element of document.querySelectorAll("th .name, th .what, .number, .time, .label, .more, .pause b")) {
  if (!shown(element) || !element.textContent) continue;
  const range = document.createRange();
  range.selectNodeContents(element);
  const shows = element.getBoundingClientRect().bottom;
  for (const box of range.getClientRects())
    if (box.width > 0.5 && box.top + 2 < shows) boxes.push([box.top + 1, box.bottom - 1, box.left + 0.5, box.right - 0.5, element]);
}
for (const mark of document.querySelectorAll("td .mark")) {
  const box = mark.getBoundingClientRect();
  boxes.push([box.top + 1, box.bottom - 1, box.left + 1, box.right - 1, mark]);
}
boxes.sort((a, b) => a[0] - b[0]);
for (let i = 0; i < boxes.length; i++)
  for (let j = i + 1; j < boxes.length && boxes[j][0] < boxes[i][1]; j++) {
    const [a, b] = [boxes[i], boxes[j]];
    if (a[4] !== b[4] && a[2] < b[3] && b[2] < a[3]) return [a[4].outerHTML.slice(0, 200), b[4].outerHTML.slice(0, 200)];
  }
return boxes.length;
"""

# The least contrast of a text with what is behind it, as WCAG reckons it, and which.
CONTRAST = """
const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
const luminance = (color) => {
  const [r, g, b] = numbers(color).map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const behind = (element) => {
  for (; element; element = element.parentElement) {
    const color = getComputedStyle(element).backgroundColor;
    if (numbers(color)[3] !== 0) return color;
  }
  return "rgb(255, 255, 255)";
};
let least = [100, ""];
for (const element of document.querySelectorAll("h1, .verdict, .verdict b, .verdict a, pre, .legend, th .name, th .what, " +
    ".number, .time, .label, .values, .place, .more, .pause b, .detail dt, .detail dd, .mark")) {
  const style = getComputedStyle(element);
  const [a, b] = [luminance(element.matches(".mark") ? style.stroke : style.color), luminance(behind(element))];
  const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (contrast < least[0]) least = [contrast, element.outerHTML.slice(0, 200)];
}
return least;
"""


def expect(condition, what):
    if not condition:
        sys.exit(f"{page}: {what}")


def start():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1400,900"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def detail_of(label):
    return browser.find_element(By.ID, label.get_attribute("aria-describedby"))


def look_at_lanes(starters, events):
    lanes = browser.find_elements(By.CSS_SELECTOR, "th.lane")
    rows = browser.find_elements(By.CSS_SELECTOR, "tbody tr")
    expect(len(lanes) == starters and all(lane.is_displayed() for lane in lanes), "not all lanes are there")
    expect(len(rows) == events, f"{len(rows)} rows")
    for width in (1400, 700):
        browser.set_window_size(width, 900)
        overlap = browser.execute_script(OVERLAPS)
        expect(isinstance(overlap, int) and overlap > events, f"overlap at {width}: {overlap}")
    browser.set_window_size(1400, 900)


def hover_and_type():
    labels = browser.find_elements(By.CSS_SELECTOR, ".label")
    label, detail = labels[3], detail_of(labels[3])
    expect(not detail.is_displayed(), "details are shown at once")
    ActionChains(browser).move_to_element_with_offset(label, 0, 0).perform()
    expect(detail.is_displayed(), "hovering shows no details")
    name = label.find_element(By.CSS_SELECTOR, ".kind").text
    expect(name in detail.text and "why here" in detail.text, "the details are not those of the event")
    ActionChains(browser).move_to_element_with_offset(browser.find_element(By.TAG_NAME, "h1"), 0, 0).perform()
    expect(not detail.is_displayed(), "details stay")

    browser.execute_script("arguments[0].focus()", browser.find_element(By.ID, "filter"))
    ActionChains(browser).send_keys(Keys.TAB).perform()
    expect(browser.switch_to.active_element == labels[0], "tab does not lead to the first event")
    expect(detail_of(labels[0]).is_displayed(), "the keyboard shows no details")
    ActionChains(browser).send_keys(Keys.ARROW_DOWN).perform()
    expect(browser.switch_to.active_element == labels[1], "down does not lead to the next event")
    expect(not detail_of(labels[0]).is_displayed() and detail_of(labels[1]).is_displayed(), "details do not follow")
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    expect(not detail_of(labels[1]).is_displayed(), "escape does not hide details")


def scroll():
    browser.execute_script("scrollTo(0, document.body.scrollHeight / 2)")
    head = browser.execute_script("return document.querySelector('th.lane').getBoundingClientRect().top")
    expect(abs(head) < 1, f"the lanes' names are at {head}")
    label = browser.execute_script(
        "return [...document.querySelectorAll('.label')].filter((l) => l.getBoundingClientRect().bottom < innerHeight).pop()")
    ActionChains(browser).move_to_element_with_offset(label, 0, 0).perform()
    top, bottom = browser.execute_script(
        "const box = arguments[0].getBoundingClientRect(); return [box.top, box.bottom]", detail_of(label))
    expect(0 <= top and bottom <= browser.execute_script("return innerHeight"), "details leave the window")


# In a window that is too small for the page, whichever event is looked at.
def scroll_small():
    browser.set_window_size(1000, 560)
    browser.execute_script("scrollTo(document.body.scrollWidth, document.body.scrollHeight / 2)")
    boxes = browser.execute_script("""
        const head = document.querySelector("th").getBoundingClientRect().bottom;
        return [...document.querySelectorAll(".label")].filter((label) => {
          const box = label.getBoundingClientRect();
          return box.top > head && box.bottom < innerHeight && box.right > 20 && box.left < innerWidth;
        }).map((label) => {
          label.focus({ preventScroll: true });
          const box = label.nextElementSibling.getBoundingClientRect();
          return [box.left, box.top - head, label.textContent];
        });""")
    expect(len(boxes) > 1, "there are no events")
    for left, top, text in boxes:
        expect(left >= 0 and top >= 0, f"details of {text} are at {left}, {top} behind the head")
    browser.set_window_size(1400, 900)


def filter_rows():
    field = browser.find_element(By.ID, "filter")
    name = browser.find_element(By.CSS_SELECTOR, ".function").text
    field.send_keys(name.upper())
    rows = browser.find_elements(By.CSS_SELECTOR, "tbody tr")
    shown = [row for row in rows if row.is_displayed()]
    expect(0 < len(shown) < len(rows) and all(name in row.text for row in shown), "the filter shows something else")
    field.clear()
    field.send_keys(Keys.SPACE, Keys.BACKSPACE)
    expect(all(row.is_displayed() for row in browser.find_elements(By.CSS_SELECTOR, "tbody tr")), "rows stay hidden")


# Long names and texts neither widen the page, nor fill the window or a sheet, nor leave no room to others.
def proportions():
    over = browser.execute_script("return document.querySelector('h1').scrollWidth - document.querySelector('h1').clientWidth")
    expect(over <= 0, f"the title is {over} too wide")
    height = browser.execute_script("return document.querySelector('thead').offsetHeight")
    expect(height < 230, f"the lanes' names are {height} high")
    for lane in browser.find_elements(By.CSS_SELECTOR, "th.lane"):
        expect(lane.find_element(By.CSS_SELECTOR, ".name").get_attribute("textContent") in lane.get_attribute("title"),
               "a mouse does not show a lane's name")
    narrowest = browser.execute_script(
        "return Math.min(999, ...[...document.querySelectorAll('td.say')].map((cell) => cell.offsetWidth))")
    expect(narrowest > 400, f"a column for all that is said is {narrowest} wide")


def sheets():
    pages = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    return len(re.findall(rb"/Type\s*/Page\b", pages))


def colours():
    papers = set()
    for scheme in ("light", "dark"):
        feature = {"name": "prefers-color-scheme", "value": scheme}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        papers.add(browser.execute_script("return getComputedStyle(document.body).backgroundColor"))
        contrast, element = browser.execute_script(CONTRAST)
        expect(contrast >= 4.5, f"{scheme}: contrast {contrast:.2f} of {element}")
    expect(len(papers) == 2, "dark is not dark")


browser = start()
try:
    for page, starters, events in zip(*[iter(sys.argv[1:])] * 3):
        browser.get(pathlib.Path(page).absolute().as_uri())
        look_at_lanes(int(starters), int(events))
        proportions()
        hover_and_type()
        if int(events) > 100:
            scroll()
            scroll_small()
        else:
            filter_rows()
        colours()
        if page.endswith("long.html"):
            expect(sheets() == 2, f"{sheets()} sheets")
        log = [entry["message"] for entry in browser.get_log("browser")]
        expect(not log, f"the console says {log}")
finally:
    browser.quit()
