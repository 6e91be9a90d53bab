"""The pages: what each shows, and what its forms do. Plain HTML that works without scripts.

Its rules:

1. A page is drawn from what Myna says at that moment; nothing is remembered between two requests.
2. A form that has done its work leads back to its page, so that reloading does nothing twice. One that has not is shown
   again, with what was typed and why it was refused.
3. Whatever comes from people, models or devices is text: the templates escape it.
"""

import asyncio
import json
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from myna.core.errors import MynaError
from myna.interfaces.web.gate import CODE_SECONDS, SESSION_SECONDS, Gate, Refused
from myna.interfaces.web.live import Live
from myna.interfaces.web.protection import cookie_name
from myna.interfaces.web.upstream import Upstream
from myna.interfaces.web.words import Words, wanted, words

log = logging.getLogger(__name__)

Form = dict[str, str]
Action = Callable[[Request, Form], Awaitable[str]]
"""Does what a form asks for, and returns the name of the sentence that says so. Raises MynaError."""

NAVIGATION = ("now", "timers", "lists", "settings", "commands", "models", "health", "access")

IMPORTANT = ("wake_word", "wake_sensitivity", "language", "model", "voice", "audio.input", "audio.output",
             "endpoint.silence_seconds", "web.transcripts")  # fmt: skip
"""The settings that most people change: they come first."""

STATIC = {"/style.css": "text/css", "/page.js": "text/javascript", "/icon.svg": "image/svg+xml"}

KEEP_SECONDS = 3600

LIVE = ("state_", "decision_")
"""How the names of words begin that the script says."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Site:
    """The pages of the Myna that ``upstream`` reaches; ``tell`` prints a code on the console."""

    def __init__(
        self, gate: Gate, upstream: Upstream, live: Live, tell: Callable[[str], object], *, secure: bool
    ) -> None:
        self._gate = gate
        self._upstream = upstream
        self._live = live
        self._tell = tell
        self._secure = secure
        self._folder = files("myna.interfaces.web")
        self._static = {path: self._folder.joinpath("static", path[1:]).read_bytes() for path in STATIC}
        self._templates = jinja2.Environment(
            loader=jinja2.FunctionLoader(lambda name: self._folder.joinpath("templates", name).read_text("utf-8")),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
        )
        self._templates.filters["when"] = _when
        self._templates.filters["decision_words"] = _live_words
        self._fresh_tokens: dict[str, str] = {}  # of a program that was let in a moment ago, until it was shown once

    def routes(self) -> list[Route]:
        """Every page and every form."""
        return [
            *(Route(path, self._file) for path in STATIC),
            Route("/", self._now),
            Route("/timers", self._timers),
            Route("/lists", self._lists),
            Route("/settings", self._settings),
            Route("/commands", self._commands),
            Route("/models", self._models),
            Route("/health", self._health),
            Route("/access", self._access),
            Route("/configuration.yaml", self._download),
            Route("/report.txt", self._report),
            Route("/pair", self._pair),
            Route("/login", self._login),
            Route("/pair/code", self._ask_code, methods=["POST"]),
            Route("/pair", self._redeem, methods=["POST"]),
            Route("/login", self._log_in, methods=["POST"]),
            Route("/ask", self._ask, methods=["POST"]),
            *self._forms("/", self._now, {
                "listen": self._do("listen"), "stop": self._do("stop"), "mute": self._do("mute"),
                "unmute": self._do("unmute"), "volume": self._do_volume,
            }),
            *self._forms("/timers", self._timers, {"set": self._do_timer, "cancel": self._do_cancel}),
            *self._forms("/lists", self._lists, {
                "add": self._do_add, "remove": self._do_remove, "reword": self._do_reword, "delete": self._do_delete,
                "note": self._do_note, "note-change": self._do_note_change,
            }),
            *self._forms("/settings", self._settings, {"set": self._do_set, "restore": self._do_write("configure"),
                                                       "sample": self._do_sample}),
            *self._forms("/commands", self._commands, {"save": self._do_write("configure-commands")}),
            Route("/try", self._try_now, methods=["POST"]),
            Route("/commands/try", self._try_commands, methods=["POST"]),
            *self._forms("/models", self._models, {"pull": self._do_pull, "remove": self._do_model_remove}),
            *self._forms("/access", self._access, {
                "password": self._do_password, "end": self._do_end, "token": self._do_token, "leave": self._do_leave,
            }),
        ]  # fmt: skip

    def _forms(self, page: str, show: Callable[..., Awaitable[Response]], actions: dict[str, Action]) -> list[Route]:
        """Routes of the forms of a page: ``POST /timers/set`` does ``set`` and leads back to ``/timers``."""

        def route(name: str, action: Action) -> Route:
            async def answer(request: Request) -> Response:
                form = await _form(request)
                try:
                    said = await action(request, form)
                except MynaError as error:
                    return await show(request, error=error, form={**form, "action": name}, status=400)
                if said == "left":
                    return _without_cookie(RedirectResponse("/login", 303), self._secure)
                return RedirectResponse(f"{page}?said={said}" if said else page, 303)

            return Route(f"{page.rstrip('/')}/{name}", answer, methods=["POST"])

        return [route(name, action) for name, action in actions.items()]

    # What everybody may see.

    async def _file(self, request: Request) -> Response:
        path = request.url.path
        return Response(
            self._static[path], media_type=STATIC[path], headers={"cache-control": f"max-age={KEEP_SECONDS}"}
        )

    async def _pair(self, request: Request, error: MynaError | None = None, status: int = 200) -> Response:
        if self._gate.has_password:
            return RedirectResponse("/login", 303)
        asked = request.query_params.get("asked") == "1" or (error is not None and error.code == "code-wrong")
        return await self._page(request, "pair.html", error=error, status=status, asked=asked)

    async def _login(self, request: Request, error: MynaError | None = None, status: int = 200) -> Response:
        if not self._gate.has_password:
            return RedirectResponse("/pair", 303)
        return await self._page(request, "login.html", error=error, status=status)

    async def _ask_code(self, request: Request) -> Response:
        try:
            digits = self._gate.new_code(spoken=True)
        except Refused as error:
            return await self._pair(request, error, 429)
        self._tell(f"The code for the page is {digits}. It is good for {CODE_SECONDS / 60:.0f} minutes.")
        try:
            language = str((self._live.status or await self._status()).get("language", ""))
            sentence = words(wanted("", language.partition("-")[0]))["spoken_code"]
            await self._upstream.ask("say", text=sentence.format(code=", ".join(digits)), seconds=60)
        except MynaError as error:
            return await self._pair(request, error, 503)
        return RedirectResponse("/pair?asked=1", 303)

    async def _redeem(self, request: Request) -> Response:
        form = await _form(request)
        try:
            secret = self._gate.redeem(form.get("code", ""), _browser(request))
        except Refused as error:
            return await self._pair(request, error, 403)
        return self._with_cookie(RedirectResponse("/access?said=paired", 303), secret)

    async def _log_in(self, request: Request) -> Response:
        form = await _form(request)
        try:
            secret = await _in_thread(self._gate.log_in, form.get("password", ""), _browser(request))
        except Refused as error:
            return await self._login(request, error, 429 if error.code == "password-too-often" else 403)
        return self._with_cookie(RedirectResponse("/", 303), secret)

    # The pages.

    async def _now(self, request: Request, **more: Any) -> Response:
        status = await self._status()
        return await self._page(request, "now.html", live=status, turns=list(self._live.turns), **more)

    async def _timers(self, request: Request, **more: Any) -> Response:
        status = await self._status()
        return await self._page(request, "timers.html", timers=status.get("timers", []), days=DAYS, **more)

    async def _lists(self, request: Request, **more: Any) -> Response:
        found = await self._upstream.ask("lists")
        return await self._page(request, "lists.html", lists=found["lists"], notes=found["notes"], **more)

    async def _settings(self, request: Request, **more: Any) -> Response:
        found = await self._upstream.ask("settings")
        choices = await self._suggestions(found["keys"])
        keys = {key["key"]: key for key in found["keys"]}
        first = [keys[name] for name in IMPORTANT if name in keys]
        sections: dict[str, list[dict[str, Any]]] = {}
        for key in found["keys"]:
            if key["key"] not in IMPORTANT:
                sections.setdefault(key["section"], []).append(key)
        return await self._page(
            request,
            "settings.html",
            file=found["file"],
            version=found["version"],
            first=first,
            sections=sections,
            choices=choices,
            as_text=_as_text,
            **more,
        )

    async def _suggestions(self, keys: list[dict[str, Any]]) -> dict[str, list[str]]:
        """What may be chosen where it depends on what is there."""
        found: dict[str, list[str]] = {}
        try:
            models = (await self._upstream.ask("models"))["models"]
            language = str(next((key["value"] for key in keys if key["key"] == "language"), ""))
            here = [model for model in models if model["installed"]]
            tag = language.partition("-")[0]
            spoken = {tag for model in here if model["kind"] == "speech" for tag in model["languages"]}
            found["language"] = sorted({language, *spoken})
            found["model"] = ["auto", *(model["name"] for model in here if model["kind"] == "chat")]
            found["voice"] = [
                "auto",
                *(
                    model["name"]
                    for model in here
                    if model["kind"] == "voice" and any(one.partition("-")[0] == tag for one in model["languages"])
                ),
            ]
            devices = (await self._upstream.ask("devices"))["devices"]
            found["audio.input"] = ["default", *(one["name"] for one in devices if one["microphone"])]
            found["audio.output"] = ["default", *(one["name"] for one in devices if one["speaker"])]
        except MynaError as error:
            log.info("The settings are shown without what may be chosen: %s", error.message)
        return found

    async def _commands(self, request: Request, **more: Any) -> Response:
        found = await self._upstream.ask("configuration")
        return await self._page(
            request,
            "commands.html",
            text=found["commands"],
            version=found["version"],
            **more,
        )

    async def _models(self, request: Request, **more: Any) -> Response:
        found, status = await self._upstream.ask("models"), await self._status()
        kinds: dict[str, list[dict[str, Any]]] = {}
        for model in found["models"]:
            kinds.setdefault(model["kind"], []).append(model)
        return await self._page(request, "models.html", kinds=kinds, live=status, **more)

    async def _health(self, request: Request, **more: Any) -> Response:
        findings = None
        if request.query_params.get("check") == "1":
            findings = (await self._upstream.ask("check", seconds=600))["findings"]
        lines = (await self._upstream.ask("log"))["lines"]
        return await self._page(
            request, "health.html", findings=findings, lines=lines[::-1], live=await self._status(), **more
        )

    async def _access(self, request: Request, **more: Any) -> Response:
        browsers, programs = self._gate.accesses()
        token = self._fresh_tokens.pop(request.query_params.get("token", ""), None)
        return await self._page(
            request,
            "access.html",
            browsers=browsers,
            programs=programs,
            own=request.scope.get("key"),
            has_password=self._gate.has_password,
            token=token,
            **more,
        )

    async def _download(self, _: Request) -> Response:
        text = str((await self._upstream.ask("configuration"))["text"])
        name = {"content-disposition": 'attachment; filename="myna-config.yaml"'}
        return PlainTextResponse(text, headers=name)

    async def _report(self, _: Request) -> Response:
        name = {"content-disposition": 'attachment; filename="myna-report.txt"'}
        return PlainTextResponse(await self._report_text(), headers=name)

    async def _report_text(self) -> str:
        """What a bug report needs, without words that were said and without secrets."""
        status = await self._status()
        settings = (await self._upstream.ask("settings"))["keys"]
        parts = {"status": {name: status[name] for name in sorted(status) if name not in ("timers", "wake_phrases")}}
        kept = {key["key"]: key["value"] if _is_harmless(key) else "(set)" for key in settings if key["written"]}
        parts["configuration"] = kept
        parts["check"] = (await self._upstream.ask("check", seconds=600))["findings"]
        if not next(key["value"] for key in settings if key["key"] == "privacy.log_transcripts"):
            parts["log"] = (await self._upstream.ask("log"))["lines"]
        return "\n\n".join(f"{name}\n{json.dumps(part, indent=1, ensure_ascii=False)}" for name, part in parts.items())

    # What the forms do.

    def _do(self, command: str) -> Action:
        async def action(_: Request, __: Form) -> str:
            await self._upstream.ask(command)
            return ""

        return action

    def _do_write(self, command: str) -> Action:
        """Writes the text of a form where ``command`` keeps it, if nobody has changed that meanwhile."""

        async def action(_: Request, form: Form) -> str:
            text, version = form.get("text", ""), form.get("version", "")
            await self._upstream.ask(command, seconds=None, text=_lines(text), version=version)
            return "saved"

        return action

    async def _ask(self, request: Request) -> Response:
        """The page with the answer to what was typed."""
        form = await _form(request)
        try:
            found = await self._upstream.ask("ask", text=form.get("text", ""), aloud="aloud" in form, seconds=None)
        except MynaError as error:
            return await self._now(request, error=error, form={**form, "action": "ask"}, status=400)
        return await self._now(request, answered=found["answer"])

    async def _do_volume(self, _: Request, form: Form) -> str:
        await self._upstream.ask("volume", level=_whole(form.get("level", "")))
        return ""

    async def _try_now(self, request: Request) -> Response:
        return await self._tried(request, self._now)

    async def _try_commands(self, request: Request) -> Response:
        return await self._tried(request, self._commands)

    async def _tried(self, request: Request, show: Callable[..., Awaitable[Response]]) -> Response:
        """The page with what a sentence means; nothing is done."""
        form = await _form(request)
        try:
            found = await self._upstream.ask("understand", text=form.get("text", ""))
        except MynaError as error:
            return await show(request, error=error, form={**form, "action": "try"}, status=400)
        return await show(request, form={**form, "action": "try"}, understood=found["understood"])

    async def _do_timer(self, _: Request, form: Form) -> str:
        kind = form.get("kind", "timer")
        arguments: dict[str, object] = {"kind": kind, "text": form.get("text", "")}
        if kind == "timer":
            arguments["seconds"] = 60.0 * _number(form.get("minutes", ""))
        else:
            days = [day for day, name in enumerate(DAYS) if f"day-{name}" in form]
            arguments |= {"clock": form.get("clock", ""), "days": days, "day": form.get("day") or None}
        if form.get("number"):
            arguments["number"] = _whole(form["number"])
        await self._upstream.ask_with("timer-set", arguments)
        return "saved"

    async def _do_cancel(self, _: Request, form: Form) -> str:
        await self._upstream.ask("timer-cancel", number=_whole(form.get("number", "")))
        return "removed"

    async def _do_add(self, _: Request, form: Form) -> str:
        items = [item.strip() for item in form.get("items", "").split(",") if item.strip()]
        await self._upstream.ask("list-add", list=form.get("list", ""), items=items)
        return "saved"

    async def _do_remove(self, _: Request, form: Form) -> str:
        await self._upstream.ask("list-remove", list=form.get("list", ""), items=[form.get("item", "")])
        return "removed"

    async def _do_reword(self, _: Request, form: Form) -> str:
        arguments = {"list": form.get("list", ""), "item": form.get("item", ""), "new": form.get("new", "")}
        await self._upstream.ask_with("list-reword", arguments)
        return "saved"

    async def _do_delete(self, _: Request, form: Form) -> str:
        await self._upstream.ask("list-delete", list=form.get("list", ""))
        return "removed"

    async def _do_note(self, _: Request, form: Form) -> str:
        await self._upstream.ask("note-add", text=form.get("text", ""))
        return "saved"

    async def _do_note_change(self, _: Request, form: Form) -> str:
        await self._upstream.ask("note-change", text=form.get("text", ""), new=form.get("new", ""))
        return "saved" if form.get("new") else "removed"

    async def _do_set(self, _: Request, form: Form) -> str:
        kind, typed = form.get("kind", "text"), form.get("value", "").strip()
        arguments: dict[str, object] = {"key": form.get("key", ""), "version": form.get("version", "")}
        if kind == "texts":
            arguments["value"] = [line.strip() for line in typed.splitlines() if line.strip()]
        elif kind == "text":
            arguments["value"] = typed or None if form.get("nullable") else typed
        elif kind == "choice":
            arguments["value"] = typed
        else:
            arguments["yaml"] = typed or ("null" if form.get("nullable") else '""')
        await self._upstream.ask_with("set", arguments, seconds=None)
        return "saved"

    async def _do_sample(self, request: Request, _: Form) -> str:
        await self._upstream.ask("say", seconds=60, text=words(_language(request, "en"))["sample"])
        return ""

    async def _do_pull(self, _: Request, form: Form) -> str:
        def tell(line: str) -> None:
            self._live.publish({"event": "pull", "model": form.get("name", ""), "line": line})

        await self._upstream.ask("model-pull", name=form.get("name", ""), seconds=None, on_piece=tell)
        return "saved"

    async def _do_model_remove(self, _: Request, form: Form) -> str:
        await self._upstream.ask("model-remove", name=form.get("name", ""))
        return "removed"

    async def _do_password(self, _: Request, form: Form) -> str:
        await _in_thread(self._gate.set_password, form.get("new", ""), form.get("old", ""))
        return "saved"

    async def _do_end(self, _: Request, form: Form) -> str:
        self._gate.end(form.get("key", ""))
        return "removed"

    async def _do_token(self, _: Request, form: Form) -> str:
        shown = secrets.token_urlsafe(8)
        self._fresh_tokens.clear()
        self._fresh_tokens[shown] = self._gate.new_token(form.get("name", ""))
        return f"token&token={shown}"

    async def _do_leave(self, request: Request, _: Form) -> str:
        self._gate.end(str(request.scope["key"]))
        return "left"

    # What they have in common.

    async def _status(self) -> dict[str, Any]:
        return dict((await self._upstream.ask("status"))["status"])

    async def _page(
        self,
        request: Request,
        template: str,
        *,
        error: MynaError | None = None,
        form: Form | None = None,
        status: int = 200,
        **values: Any,
    ) -> Response:
        language = _language(request, "en")
        said = request.query_params.get("said", "")
        text = words(language)
        html = self._templates.get_template(template).render(
            t=text,
            language=language,
            navigation=NAVIGATION if request.scope.get("key") else (),
            page=template.removesuffix(".html"),
            said=text.get(f"said_{said}", ""),
            error=error,
            explained=text.get(f"error_{error.code}", "") if error else "",
            form=Words(form or {}),
            **({"understood": None, "answered": ""} | values),
        )
        return HTMLResponse(html, status)

    async def failed(self, request: Request, error: Exception) -> Response:
        """The page where Myna does not answer, or refuses."""
        assert isinstance(error, MynaError)
        return await self._page(request, "failed.html", error=error, status=503)

    def _with_cookie(self, response: Response, secret: str) -> Response:
        response.set_cookie(
            cookie_name(self._secure),
            secret,
            max_age=int(SESSION_SECONDS),
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )
        return response


def _without_cookie(response: Response, secure: bool) -> Response:
    response.delete_cookie(cookie_name(secure), path="/", secure=secure, httponly=True, samesite="strict")
    return response


async def _form(request: Request) -> Form:
    """The fields of a form, the last of each name."""
    found = parse_qs((await request.body()).decode(errors="replace"), keep_blank_values=True, max_num_fields=200)
    return {name: values[-1] for name, values in found.items()}


async def _in_thread(call: Callable[..., Any], *arguments: Any) -> Any:
    """Run what takes long beside the event loop, one at a time."""
    async with _one_at_a_time:
        return await asyncio.to_thread(call, *arguments)


_one_at_a_time = asyncio.Lock()


def _language(request: Request, default: str) -> str:
    return wanted(request.headers.get("accept-language", ""), default)


def _browser(request: Request) -> str:
    """What a browser is called, in few words: its own name and its system's, and where it is."""
    agent = request.headers.get("user-agent", "")
    names = ("Firefox", "Edg", "OPR", "SamsungBrowser", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
    name = next((name for name in names if name in agent), "Browser")
    system = next((system for system in systems if system in agent), "")
    return ", ".join(filter(None, (name, system, request.client.host if request.client else "")))


def _number(typed: str) -> float:
    try:
        return float(typed.replace(",", "."))
    except ValueError:
        raise MynaError("number-wrong", f"{typed[:40]!r} is no number.", "Type digits.") from None


def _whole(typed: str) -> int:
    return round(_number(typed))


def _lines(typed: str) -> str:
    """What was typed into a browser, with the line feeds of a file."""
    return typed.replace("\r\n", "\n")


def _as_text(key: dict[str, Any], value: Any) -> str:
    """A value as it is shown in its field."""
    if value is None:
        return ""
    if key["kind"] == "texts":
        return "\n".join(value) if isinstance(value, list) else str(value)
    return json.dumps(value, ensure_ascii=False) if key["kind"] not in ("text", "choice") else str(value)


def _live_words(text: Words) -> str:
    """The words that the script needs, as JSON."""
    names = ("why", "decision", "skill", "step", "reason", "mute", "unmute")
    return json.dumps({name: word for name, word in text.items() if name in names or name.startswith(LIVE)})


def _is_harmless(key: dict[str, Any]) -> bool:
    """Whether the value of a key says nothing of a person: numbers, choices, and the names of models."""
    named = key["key"] in ("language", "voice") or (key["key"] == "model" and "//" not in str(key["value"]))
    return key["kind"] not in ("text", "texts", "yaml") or named


def _when(iso: str | float | None) -> str:
    """A time, in ISO 8601 or in seconds since the epoch, as it is here, to the minute."""
    if iso is None:
        return ""
    moment = datetime.fromisoformat(iso) if isinstance(iso, str) else datetime.fromtimestamp(iso, UTC)
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
