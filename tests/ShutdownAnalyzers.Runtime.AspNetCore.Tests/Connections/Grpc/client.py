"""Calls the service of ClockService.cs with gRPC's own library, and prints what its user sees."""
import sys
import threading

import grpc

channel = grpc.insecure_channel(sys.argv[1], options=[("grpc.enable_http_proxy", 0)])


def ask(name):
    try:
        answer = channel.unary_unary("/Clock/Ask")(b"?")
        print(f"{name} OK: {answer.decode()}", flush=True)
    except grpc.RpcError as error:
        print(f"{name} {error.code().name}", flush=True)


def watch():
    try:
        for number, _ in enumerate(channel.unary_stream("/Clock/Watch")(b"")):
            if number == 0:
                print("watch has begun", flush=True)
        print("watch OK", flush=True)
    except grpc.RpcError as error:
        print(f"watch {error.code().name}: {error.details()}", flush=True)


asking = threading.Thread(target=ask, args=["ask"])
asking.start()
watch()
ask("late")
asking.join()
