"""What every application would compile anew, once for all tests of a process: templates, addresses, ready-made surveys.

A server compiles them once and serves for weeks; here each test has an application of its own. What is compiled is
looked up by all that it is made of, so that a test that brings another template or address gets its own.
"""

import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import BaseConverter, Rule
from werkzeug.routing.rules import RulePart


class Templates(BytecodeCache):
    """In memory, by name, file and content."""

    def __init__(self) -> None:
        self.compiled: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if compiled := self.compiled.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.compiled[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


class Read(NamedTuple):
    """What werkzeug reads in a rule."""

    parts: list[RulePart]
    trace: list[tuple[bool, str]]
    converters: dict[str, BaseConverter]


class Address(Rule):
    """A rule that is read, and its two builders made, once for each that is written; werkzeug takes a millisecond."""

    compiled: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}  # noqa: RUF012  (shared is the point)
    read: dict[str, "Read"] = {}  # noqa: RUF012

    def _parse_rule(self, rule: str) -> Iterable[RulePart]:
        if rule not in self.read:
            before = len(self._trace)
            parts = list(super()._parse_rule(rule))
            self.read[rule] = Read(parts, self._trace[before:], self._converters)
        else:
            self._trace += self.read[rule].trace
            self._converters = self.read[rule].converters
            self.arguments |= self._converters.keys()
        return self.read[rule].parts

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        made_of = (self.rule, repr(self.defaults), append_unknown)
        if made_of not in self.compiled:
            self.compiled[made_of] = super()._compile_builder(append_unknown)
        return self.compiled[made_of]


def remember_what_is_compiled() -> None:
    """For every application that is created from now on in this process."""
    options: dict[str, Any] = {"bytecode_cache": Templates()}
    Flask.jinja_options = options
    Flask.url_rule_class = Address
    tomllib.loads = cache(tomllib.loads)  # by the text of the file
