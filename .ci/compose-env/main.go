// Reads files as docker compose reads a service's env_file, for the tests that hold our reading against it.
//
// Takes files from standard input, with a NUL behind each. Prints for each its variables, as NAME=value with a NUL
// behind each, or "!" and a NUL where compose refuses the file, and then one more NUL.
package main

import (
	"bufio"
	"bytes"
	"io"
	"os"

	"github.com/compose-spec/compose-go/v2/dotenv"
	"github.com/sirupsen/logrus"
)

func main() {
	if len(os.Args) > 1 { // asked only whether it is here
		return
	}
	logrus.SetOutput(io.Discard)
	in, err := io.ReadAll(os.Stdin)
	if err != nil {
		panic(err)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	files := bytes.Split(in, []byte{0})
	for _, file := range files[:len(files)-1] {
		variables, err := dotenv.Parse(bytes.NewReader(file))
		if err != nil {
			out.WriteString("!\x00")
		} else {
			for name, value := range variables {
				out.WriteString(name + "=" + value + "\x00")
			}
		}
		out.WriteByte(0)
	}
}
