# One container whose program is replaced by that of a later Go version on a timer: the upgrade in place.
FROM golang:1.11.13 AS go1.11
WORKDIR /src
# By itself, Go would clone repositories.
ENV GO111MODULE=on GOPROXY=https://proxy.golang.org CGO_ENABLED=0
COPY *.go versions/go1.11/go.mod versions/go1.11/go.sum ./
RUN go build -mod=readonly -o /service .

FROM golang:1.12.17 AS go1.12
WORKDIR /src
# By itself, Go would clone repositories.
ENV GO111MODULE=on GOPROXY=https://proxy.golang.org CGO_ENABLED=0
COPY *.go versions/go1.11/go.mod versions/go1.11/go.sum ./
RUN go build -mod=readonly -o /service .

FROM golang:1.16.15 AS go1.16
WORKDIR /src
ENV CGO_ENABLED=0
COPY *.go versions/go1.15/go.mod versions/go1.15/go.sum ./
RUN go build -mod=readonly -o /service .

FROM busybox:1.37.0-musl
COPY --from=go1.11 /service /services/1-go1.11
COPY --from=go1.12 /service /services/2-go1.12
COPY --from=go1.16 /service /services/3-go1.16
COPY upgrade.sh /upgrade.sh
USER 65534:65534
ENV LISTEN=:8080 UPGRADE_EVERY=180
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=2s --retries=12 CMD wget -q -O /dev/null http://127.0.0.1:8080/healthz
ENTRYPOINT ["/bin/sh", "/upgrade.sh"]
