# The two commands a newcomer needs are `make build` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: build test check format bench docs browser spark lock golden dist dist-test release wheels clean

build: .venv/ready  ## set everything up, then build out/ from seeds/
	$(BIN)/kg build seeds/ --output out/

test: .venv/ready check  ## set everything up, then check and test
	$(BIN)/python -m pytest -n auto

check: .venv/ready  ## style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: .venv/ready
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: .venv-docs/ready  ## build the documentation into site/; a broken link is an error
	NO_MKDOCS_2_WARNING=1 .venv-docs/bin/mkdocs build --strict --quiet
	@echo "open site/index.html, or: python3 -m http.server --directory site"

browser: .venv/ready  ## install what the walk through the site in a real browser needs, where it can be had
	command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	  { apt-get update --quiet --quiet && apt-get install --quiet --quiet --yes --no-install-recommends chromium; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-browser.lock

spark: .venv/ready  ## install Spark, half a gigabyte, where there is a Java for it
	java -version 2>/dev/null || { echo "there is no Java here"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-spark.lock

golden: build  ## rewrite the golden files of the tests
	$(BIN)/python -m pytest --update

bench: .venv/ready
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/pipeline.py
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/query.py

lock:  ## choose new versions of what we depend on (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	  --output-file requirements.lock --upgrade
	uv pip compile --group docs --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	  --output-file requirements-docs.lock --upgrade
	uv pip compile --group browser --universal --python-version 3.11 --constraint requirements.lock \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	  --output-file requirements-browser.lock --upgrade
	uv pip compile --group spark --universal --python-version 3.11 --constraint requirements.lock \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	  --output-file requirements-spark.lock --upgrade

dist: .venv/ready  ## pack the source distribution and the wheel into dist/
	rm -rf dist
	$(BIN)/python -m hatchling build

dist-test: .venv/ready  ## install what is packed into empty environments, and build there
	$(BIN)/python -m pytest -n 0 -m slow tests/test_distribution.py

release: .venv/ready  ## make release VERSION=1.2.3: bump, date, rebuild, commit, tag, pack; uploads nothing
	$(BIN)/python tools/release.py "$(VERSION)"
	$(MAKE) golden check dist-test
	git commit --all --message "Release $(VERSION)"
	git tag --annotate "v$(VERSION)" --message "kg $(VERSION)"
	$(MAKE) dist

wheels: dist  ## fetch what the Dockerfile installs into wheels/, by the hashes of the lock
	rm -rf wheels
	$(BIN)/python -m pip download --quiet --require-hashes --only-binary :all: --requirement requirements.lock --dest wheels
	cp dist/kg-*.whl wheels/

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv-docs/ready: requirements-docs.lock
	$(PYTHON) -m venv .venv-docs
	.venv-docs/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-docs.lock
	touch $@

clean:
	rm -rf .venv .venv-docs build dist site wheels .mypy_cache .pytest_cache .ruff_cache .hypothesis
