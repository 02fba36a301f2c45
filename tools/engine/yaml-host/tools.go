//go:build tools

// Package tools names the one program this module exists to build. It is a module of its own: with the engine's versions
// of the SDK, the language host does not compile.
package tools

import _ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
