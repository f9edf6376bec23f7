// Calls Porch's function evaluators by their own generated client, with the limits of Porch's server. Each line of standard
// input is a call, each line of standard output the answer to one, in the order in which they come: calls run side by side.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"

	pb "github.com/nephio-project/porch/func/evaluator"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
)

// Porch's flag max-request-body-size, and the time that an API call may take.
const (
	maxMessage = 6 * 1024 * 1024
	timeout    = 34 * time.Second
)

type call struct {
	ID      int    `json:"id"`
	Address string `json:"address"`
	Image   string `json:"image"`
	List    string `json:"list"`
}

type answer struct {
	ID           int     `json:"id"`
	List         string  `json:"list"`
	Log          string  `json:"log"`
	Code         string  `json:"code"`
	Message      string  `json:"message"`
	Milliseconds float64 `json:"milliseconds"`
}

func main() {
	clients := map[string]pb.FunctionEvaluatorClient{}
	lines := bufio.NewReader(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	var writing sync.Mutex
	var running sync.WaitGroup
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		var c call
		if err := json.Unmarshal(line, &c); err != nil {
			fail(err)
		}
		client, known := clients[c.Address]
		if !known {
			connection, err := grpc.NewClient(c.Address,
				grpc.WithTransportCredentials(insecure.NewCredentials()),
				grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessage), grpc.MaxCallSendMsgSize(maxMessage), grpc.WaitForReady(true)),
			)
			if err != nil {
				fail(err)
			}
			client = pb.NewFunctionEvaluatorClient(connection)
			clients[c.Address] = client
		}
		running.Add(1)
		go func() {
			defer running.Done()
			a := evaluate(client, c)
			writing.Lock()
			defer writing.Unlock()
			if err := out.Encode(a); err != nil {
				fail(err)
			}
		}()
	}
	running.Wait()
}

func evaluate(client pb.FunctionEvaluatorClient, c call) answer {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	started := time.Now()
	response, err := client.EvaluateFunction(ctx, &pb.EvaluateFunctionRequest{ResourceList: []byte(c.List), Image: c.Image})
	a := answer{ID: c.ID, Code: status.Code(err).String(), Milliseconds: float64(time.Since(started).Microseconds()) / 1000}
	if err != nil {
		a.Message = status.Convert(err).Message()
		return a
	}
	a.List, a.Log = string(response.ResourceList), string(response.Log)
	return a
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "porch-client:", err)
	os.Exit(1)
}
