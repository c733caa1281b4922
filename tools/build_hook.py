"""What a wheel needs besides the code: the front-end files and the compiled translations."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SetUp(BuildHookInterface[Any]):
    """Fetches and compiles for a wheel; an editable install does both by `make`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        for tool in ("tools/front_end.py", "tools/translations.py"):
            subprocess.run([sys.executable, Path(self.root, tool)], cwd=self.root, check=True)
