"""The sample press that ships with Tocsin: invented outlets on loopback, and a configuration that watches them.

`prepare` starts it with its configuration; `SamplePress` is the press alone.
"""

from tocsin.demo.press import PressError, SamplePress
from tocsin.demo.server import Request
from tocsin.demo.setting_up import Demo, prepare

__all__ = ["Demo", "PressError", "Request", "SamplePress", "prepare"]
