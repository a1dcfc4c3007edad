package main

import (
	"os"
	"strconv"
	"time"
)

// env returns an environment variable, or fallback where it is empty.
func env(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}

// envInt is env for whole numbers; what is none counts as empty.
func envInt(name string, fallback int) int {
	if value, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return value
	}
	return fallback
}

// envDuration is env for durations such as 45s; what is none counts as empty.
func envDuration(name string, fallback time.Duration) time.Duration {
	if value, err := time.ParseDuration(os.Getenv(name)); err == nil {
		return value
	}
	return fallback
}
