"""The pictures in docs/screenshots: a real digest of the demonstration, at phone and desk width, light and dark.

    python -m benchmarks.screenshots            (needs Chromium and Playwright's Python package, no browser of its own)

Runs the main job against the sample press in a temporary folder, opens the mail's HTML as it was delivered, and
writes one PNG for each combination, and one of the command's own output.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, FloatRect, sync_playwright
from rich.console import Console
from rich.text import Text

WIDTHS = {"phone": (375, 812), "desk": (800, 1000)}
"""Name, width and the height that is shown of it, in CSS pixels."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COLUMNS = 110
SECTION = "Aircraft and helicopters for Iran"
"""The watchlist of which the second picture is taken: its first story is carried by four outlets."""


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"), help="folder of the pictures")
    arguments = parser.parse_args()
    chromium = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if chromium is None:
        sys.exit("no Chromium was found; on Debian: apt-get install chromium")
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="tocsin-pictures-") as folder:
        said = run_demo(Path(folder))
        (page,) = Path(folder, "outbox").rglob("*.html")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            for name, (width, height) in WIDTHS.items():
                for scheme in SCHEMES:
                    for part, heading in (("digest", ""), ("stories", SECTION)):
                        picture = arguments.out / f"{part}-{name}-{scheme}.png"
                        shoot(browser, page, picture, (width, height), scheme, heading)
                        print(picture)
            browser.close()
    terminal = arguments.out / "demo.svg"
    terminal.write_text(draw_terminal(said), encoding="utf-8")
    print(terminal)


def run_demo(var: Path) -> str:
    """What `tocsin demo` prints, its state and mail below `var`."""
    environment = {"PATH": "/usr/bin:/bin", "TOCSIN_VAR": str(var), "COLUMNS": str(COLUMNS), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "tocsin", "demo"], check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout.replace(str(var.resolve()), "var").replace(str(var), "var")


def shoot(
    browser: Browser,
    page: Path,
    picture: Path,
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
    heading: str,
) -> None:
    """Write one screen of a page as PNG, at two device pixels for one: its top, or from the last `heading` on."""
    width, height = size
    tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=2)
    tab.goto(page.resolve().as_uri())
    top = 0.0
    if heading:
        box = tab.locator("h2", has_text=heading).last.bounding_box()
        assert box is not None, f"the mail has no heading {heading!r}"
        top = box["y"] - 16
    clip: FloatRect = {"x": 0, "y": top, "width": width, "height": height}
    tab.screenshot(path=picture, full_page=True, clip=clip)
    tab.close()


def draw_terminal(text: str) -> str:
    """Terminal output as SVG."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text(text))
    return console.export_svg(title="tocsin demo")


if __name__ == "__main__":
    main()
