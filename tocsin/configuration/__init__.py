"""The operators' YAML: read, checked across files, and handed down as models."""

from tocsin.configuration.checking import Report, check
from tocsin.configuration.loading import Configuration, load
from tocsin.problems import ConfigurationError, Problem

__all__ = ["Configuration", "ConfigurationError", "Problem", "Report", "check", "load"]
