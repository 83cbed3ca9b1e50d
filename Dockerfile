# Builds without the network, from wheels that `make wheels` fetched by the hashes of the lock:
#   make wheels && docker build --network none --tag kg .
#   docker run --rm --volume "$PWD:/data" kg build lists/ --output out/
FROM python:3.11-slim AS installed
RUN --mount=type=bind,source=wheels,target=/wheels \
    python -m venv /opt/kg && /opt/kg/bin/pip install --no-cache-dir --no-index --find-links /wheels kg

FROM python:3.11-slim
COPY --from=installed /opt/kg /opt/kg
RUN useradd --create-home kg && mkdir /data && chown kg /data
USER kg
WORKDIR /data
ENTRYPOINT ["/opt/kg/bin/kg"]
CMD ["--help"]
