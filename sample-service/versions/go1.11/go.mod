module sample-service

go 1.11

require github.com/prometheus/client_golang v1.0.0
