module sample-service

go 1.15

require github.com/prometheus/client_golang v1.11.1
