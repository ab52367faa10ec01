"""Stages and their graph: what FROM and --from name, and what the build reaches."""

from __future__ import annotations

from studio_lint.base.diagnostics import Problem
from studio_lint.base.source import Span, Text
from studio_lint.model.build import cycles, stage_slips, values
from studio_lint.model.build.image import Base, Value
from studio_lint.model.build.scope import Ledger, Variable, Variables, platform_args
from studio_lint.model.build.stage_drafts import (
    Draft,
    Entry,
    Origin,
    base_word,
    carried_out_at,
    is_meant_as_from,
    meant_names,
)
from studio_lint.model.build.wording import explain_expansion, explain_reference, not_parsed
from studio_lint.syntax import image_reference
from studio_lint.syntax.dockerfile import expansion as dockerfile_expansion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studio_lint.model.options import Options
    from studio_lint.syntax.dockerfile.tree import Dockerfile, Instruction

SCRATCH = "scratch"
NO_VARIABLE = "name the image in a stage of its own above (`FROM image:$V AS tools`), and write `--from=tools`"
BUDGET = 16_000_000  # characters that all values of one file may make together


class Plan:
    """The stages of a file, what they name, and what BuildKit refuses about it."""

    def __init__(self, dockerfile: Dockerfile, options: Options) -> None:
        self.dockerfile = dockerfile
        self.source = dockerfile.source
        self.options = options
        self.build_args = dict(options.build_args)
        self.drafts: list[Draft] = []
        self.by_name: dict[str, int] = {}
        self.images: list[tuple[str, Span]] = []  # images that --from brought, in order
        self.problems: list[Problem] = []
        self.global_args: dict[str, Instruction] = {}
        self.nameless = False  # whether a miswritten FROM may have given a stage any name
        self.miswritten: set[str] = set()  # names that a refused ARG meant to give a value
        self.globals: Ledger[Variable] = Ledger()
        self.room = BUDGET
        self.ports = 0  # ports of all EXPOSE lines together
        self.target: int | None = None
        self.circular = False
        self._divide()
        self._read_globals()
        for draft in self.drafts:
            self._resolve_base(draft)
        self._find_target()
        for draft in self.drafts:
            for entry in draft.entries:
                self._resolve_origins(draft, entry)
        self._find_cycle()
        self._parse_references()
        known = len(self.images)
        self._reach()
        self._parse_images(self.images[known:])

    def report(
        self,
        kind: str,
        span: Span,
        message: str,
        note: str,
        help: str | None = None,
        related: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Keep a problem; `note` are BuildKit's own words for it."""
        self.problems.append(Problem(kind, span, message, help, f"BuildKit: {note}", related))

    def _divide(self) -> None:
        for instruction in self.dockerfile.instructions:
            broken = instruction.keyword == "FROM" and bool(instruction.problems)
            self.nameless = self.nameless or broken or (bool(instruction.problems) and is_meant_as_from(instruction))
            if instruction.keyword == "FROM":
                arguments = instruction.arguments
                named = len(arguments) == 3 and arguments[1].value.upper() == "AS"
                self.drafts.append(Draft(len(self.drafts), instruction, arguments[2] if named else None))
            elif self.drafts:
                self.drafts[-1].entries.append(Entry(instruction))

    def _read_globals(self) -> None:
        last = self.drafts[-1].name if self.drafts else None
        target = self.options.target or (last.value.lower() if last else "default")
        for name, value in platform_args(target).items():
            self.globals.set(name, Variable(self.build_args.get(name, value)))
        for instruction in self.dockerfile.instructions:
            if instruction.keyword == "FROM":
                break
            if instruction.problems or instruction.keyword == "ENV":
                self.miswritten.update(meant_names(instruction))
            elif instruction.keyword == "ARG":
                self._read_global(instruction)

    def _read_global(self, instruction: Instruction) -> None:
        for pair in instruction.pairs:
            name = pair.key.value
            self.global_args[name] = instruction
            if name in self.build_args:
                self.globals.set(name, Variable(self.build_args[name]))
            elif pair.value is not None:
                value, _ = self.expand(pair.value, self.variables())
                if value is None:
                    self.miswritten.add(name)
                self.globals.set(name, Variable(value.value if value else "", bool(value and value.known)))

    def variables(self) -> Variables:
        """The global ARGs as they are now."""
        return Variables(self.globals.view())

    def expand(
        self, text: Text, variables: Variables, of: str = ""
    ) -> tuple[Value | None, tuple[dockerfile_expansion.Use, ...]]:
        """An expanded word of a global ARG or a FROM; None where it is refused: that is reported, after `of`."""
        longest = min(dockerfile_expansion.LONGEST, self.room)
        expansion = dockerfile_expansion.expand(text, variables.get, self.dockerfile.escape, longest=longest)
        self.room -= len(expansion.value)
        if expansion.error is not None:
            message, note, help = explain_expansion(text.value, expansion.error)
            self.report("expansion", expansion.span, message, of + note, help)
            return None, expansion.uses
        known = expansion.bounded and all(variables.known(use.name) is not None for use in expansion.uses if use.found)
        known = known and (self.options.in_seqera or all(use.found for use in expansion.uses))
        return Value(text, expansion.value, known, expansion.uses), expansion.uses

    def _resolve_base(self, draft: Draft) -> None:
        """What FROM names: a stage above it (in the letters it was given in lower case), or an image."""
        instruction = draft.instruction
        if not instruction.problems:
            value, draft.uses = self.expand(base_word(instruction), self.variables())
            if value is not None:
                draft.base = self._named(value)
            if value is not None and not value.value:
                self._report_base(draft.base)
            self._read_platform(draft)
        if draft.name:
            self.by_name[draft.name.value.lower()] = draft.index

    def _named(self, value: Value) -> Base:
        if not value.value:
            return Base(value.replace(known=False), error=f"base name ({value.text.value}) should not be blank")
        stage = self.by_name.get(value.value)
        if stage is not None:
            return Base(value, stage)
        if value.value == SCRATCH:
            return Base(value, scratch=True)
        parsed = image_reference.parse(value.value)
        if isinstance(parsed, str):
            return Base(value.replace(known=False), error=not_parsed(value.value, parsed))
        return Base(value, reference=parsed)

    def _read_platform(self, draft: Draft) -> None:
        flag = draft.instruction.flag("platform")
        if flag is None or not flag.value or not flag.value.value:
            return
        value, uses = self.expand(flag.value, self.variables(), "failed to process arguments for platform : ")
        draft.uses += uses
        if value is None:
            return
        refused: values.Refusal | None = None
        if not value.value:
            refused = values.Refusal(f"empty platform value from expression {flag.value.value}")
        else:
            parsed = values.platform(value.value)
            if isinstance(parsed, values.Refusal):
                refused = values.Refusal(f"failed to parse platform {flag.value.value}: {parsed.message}")
        if refused:
            self.report(
                "platform",
                flag.value.whole,
                "this is no platform: the build stops",
                refused.message,
                "write `--platform=linux/amd64`, or leave it out",
            )
            value = value.replace(known=False)
        draft.platform = value

    def _find_target(self) -> None:
        wanted = self.options.target
        if self.drafts and not wanted:
            self.target = len(self.drafts) - 1
        elif wanted:
            self.target = self.by_name.get(wanted.lower())

    def _resolve_origins(self, draft: Draft, entry: Entry) -> None:
        instruction = entry.instruction
        if instruction.problems:
            return
        for index, flag in enumerate(instruction.flags):
            if flag.value is None:
                continue
            if instruction.keyword == "COPY" and flag.name == "from" and flag.value.value:
                origin = self._copy_origin(flag.value, draft)
            elif instruction.keyword == "RUN" and flag.name == "mount":
                found = self._mount_origin(flag.value, draft)
                if found is None:
                    continue
                origin = found
            elif instruction.keyword == "RUN" and flag.name == "device":
                self._check_device(flag.value)
                continue
            else:
                continue
            draft.origins[(instruction.span.start, index)] = origin
            if origin.stage is not None:
                draft.edges[origin.stage] = (instruction, origin.text.whole)

    def _mount_origin(self, value: Text, draft: Draft) -> Origin | None:
        """What `from=` names; it is looked at before anything is expanded."""
        from studio_lint.model.build import mounts

        found = mounts.origin(value)
        if found is None or (isinstance(found, Text) and not found.value):
            # BuildKit takes a mount without from= for one of scratch, which may be a stage's name
            stage = self.by_name.get(SCRATCH)
            if stage is None:
                self.images.append((SCRATCH, value.whole))
                return None
            return Origin(value, stage)
        if isinstance(found, Text):
            return self._by_name(found, draft)
        variable = "from" in found.message
        self.report(
            "from-variable" if variable else "mount",
            value.whole,
            "from= holds a variable, which is not expanded there: the build stops"
            if variable
            else "this mount cannot be read: the build stops",
            found.message,
            NO_VARIABLE if variable else "write it as `--mount=type=cache,target=/path`",
        )
        return Origin(value, unknown=True)

    def _check_device(self, value: Text) -> None:
        from studio_lint.model.build import mounts

        wrong = mounts.device(value)
        if wrong:
            message = "this device cannot be read: the build stops"
            self.report("device", value.whole, message, wrong.message, "write it as `--device=vendor.com/class=name`")

    def _copy_origin(self, text: Text, draft: Draft) -> Origin:
        expansion = dockerfile_expansion.expand(text, lambda _name: None, self.dockerfile.escape)
        if expansion.error is not None:
            self.report("expansion", expansion.span, *explain_expansion(text.value, expansion.error))
            return Origin(text, unknown=True)
        if expansion.value != text.value:
            self.report(
                "from-variable",
                text.whole,
                "--from holds a variable, which is not expanded there: the build stops",
                "variable expansion is not supported for --from, define a new stage with FROM using ARG from global "
                "scope as a workaround",
                NO_VARIABLE,
            )
            return Origin(text, unknown=True)
        number = values.integer(text.value)
        return self._by_name(text, draft) if number is None else self._by_index(text, number)

    def _by_name(self, text: Text, draft: Draft) -> Origin:
        stage = self.by_name.get(text.value.lower())
        if stage is not None:
            return Origin(text, stage)
        self.images.append((text.value, text.whole))
        if text.value == SCRATCH:
            return Origin(text)
        parsed = image_reference.parse(text.value)
        plain = not isinstance(parsed, str) and not ("/" in text.value or parsed.tag or parsed.digest)
        if isinstance(parsed, str) or (plain and self.nameless):
            return Origin(text, unknown=True)
        meant = stage_slips.meant(self, text.value, parsed, draft)
        return Origin(text, reference=parsed, unknown=meant is not None, meant=meant)

    def _by_index(self, text: Text, number: int) -> Origin:
        count = len(self.drafts)
        if 0 <= number < count:
            return Origin(text, number)
        if count <= number < count + len(self.images):
            # BuildKit counts the images that --from named before as further stages
            parsed = image_reference.parse(self.images[number - count][0])
            return Origin(text, reference=parsed if isinstance(parsed, image_reference.Reference) else None)
        hint = f"write a number from 0 to {count - 1}, or the name of a stage" if count > 1 else "name an image"
        self.report(
            "index",
            text.whole,
            f"there is no stage {number}: the build stops",
            f"invalid stage index {number}",
            f"stages are counted from 0: {hint}",
        )
        return Origin(text, unknown=True)

    def _find_cycle(self) -> None:
        found = cycles.cycle([draft.edges for draft in self.drafts])
        if found:
            self.circular = True
            self._report_cycle(*found)

    def _report_cycle(self, start: int, path: list[tuple[int, int]]) -> None:
        note = f"circular dependency detected on stage: {self.drafts[start].title}"
        first, second = path[0]
        _, span = self.drafts[first].edges[second]
        if len(path) == 1:
            self.report(
                "self",
                span,
                "this stage copies from itself: the build stops",
                note,
                "start a second stage (`FROM ubuntu:24.04`) before this line",
                related=(self.drafts[first].beginning,),
            )
            return
        related = tuple(
            (self.drafts[one].edges[other][1], f'"{self.drafts[one].title}" needs "{self.drafts[other].title}" here')
            for one, other in path[1:]
        )
        self.report(
            "cycle",
            span,
            "these stages copy from each other: the build stops",
            note,
            "put what both of them need into a stage above them",
            related=related,
        )

    def _parse_references(self) -> None:
        """Images are parsed for all stages, built or not; a stage's own first."""
        for draft in self.drafts:
            if draft.base.error and draft.base.word.value:
                self._report_base(draft.base)
        self._parse_images(self.images)

    def _parse_images(self, images: list[tuple[str, Span]]) -> None:
        for name, span in images:
            parsed = image_reference.parse(name) if name != SCRATCH else None
            if isinstance(parsed, str):
                value = Value(self.source.text_of(span), name)
                self.report("image", span, *explain_reference(value, not_parsed(name, parsed)))

    def _report_base(self, base: Base) -> None:
        from studio_lint.model.build import base_problems

        base_problems.report(self, base)

    def _reach(self) -> None:
        """Mark what is built, with the ONBUILD triggers of parent stages, which may add copies."""
        if self.target is None:
            return
        inherited: set[int] = set()
        while True:
            reached = cycles.needed_by([draft.needs for draft in self.drafts], self.target)
            fresh = [index for index in sorted(reached - inherited) if self.drafts[index].base.stage is not None]
            if not fresh:
                break
            for index in fresh:
                inherited.add(index)
                self._inherit_triggers(self.drafts[index])
        for index in reached:
            self.drafts[index].reached = True

    def _inherit_triggers(self, draft: Draft) -> None:
        assert draft.base.stage is not None
        parent = self.drafts[draft.base.stage]
        triggers = [
            Entry(entry.instruction.trigger, True)
            for entry in parent.entries
            if entry.instruction.trigger is not None and not entry.instruction.problems and not entry.trigger
        ]
        for entry in triggers:
            self._resolve_trigger(draft, entry)
        draft.entries = triggers + draft.entries

    def _resolve_trigger(self, draft: Draft, entry: Entry) -> None:
        """What is wrong with a trigger stops a stage that is built on the one that holds it."""
        place = draft.base.word.text.whole
        images, problems = len(self.images), len(self.problems)
        self._resolve_origins(draft, entry)
        self.images[images:] = [(name, place) for name, _ in self.images[images:]]
        wrong = (*entry.instruction.problems[:1], *self.problems[problems:])
        self.problems[problems:] = [carried_out_at(place, problem) for problem in wrong]
