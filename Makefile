# `make site` builds the site and `make test` runs all tests, on a fresh machine with Python 3.11 or newer, git and make.
PYTHON ?= python3
RUN := .venv/bin/python

.PHONY: site test test-quick check bench release

site: .venv/ready
	$(RUN) -m scripts build

test: .venv/ready .venv/tools
	$(RUN) -m ruff check scripts tests
	$(RUN) -m ruff format --check scripts tests
	$(RUN) -m mypy
	$(RUN) -m pytest -n auto --dist loadgroup

test-quick: .venv/ready
	$(RUN) -m pytest -n auto -m "not slow"

check: .venv/ready
	$(RUN) -m scripts check

bench: .venv/ready
	$(RUN) -m scripts bench

release: .venv/ready
	$(RUN) -m scripts release

# What is locked is what is installed, each file by its hash.
.venv/ready: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 eller nyere er nødvendig · Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

# The browser and the PDF tools that the tests drive. Debian and Ubuntu; elsewhere install chromium and poppler by hand.
.venv/tools: .venv/ready
	@MISSING=$$(command -v chromium >/dev/null || echo chromium; command -v pdftotext >/dev/null || echo poppler-utils); \
	if [ -z "$$MISSING" ]; then :; \
	elif command -v apt-get >/dev/null; then \
		SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends $$MISSING; \
	else \
		echo "Testene kræver chromium og poppler (pdftotext) · The tests need chromium and poppler (pdftotext)"; exit 1; \
	fi
	touch $@
