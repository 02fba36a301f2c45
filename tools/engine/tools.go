//go:build tools

// Package tools names the one program this module exists to build. The tag keeps the import out of every build; the
// import keeps `go mod tidy` from dropping the pinned version from go.mod.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
