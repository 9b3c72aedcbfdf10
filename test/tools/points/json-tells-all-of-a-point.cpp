// valdi points --json tells all that a record holds: names, place, linkage, arguments and result, and how a hit brings them.
// RUN: printf '[both]\nfun:puts\n' >%t.checkpoints && %cxx -fvaldi-checkpoint-file=%t.checkpoints %s -o %t
// RUN: valdi points --json %t >%t.json && python3 -m json.tool <%t.json >/dev/null && FileCheck %s <%t.json
// RUN: python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["points"]))' %t.json | FileCheck %s --check-prefix=COUNT
// COUNT: {{^}}7{{$}}

// CHECK:      "kind": "before",
// CHECK-NEXT: "name": "Account::deposit",
// CHECK-NEXT: "signature": "Account::deposit(int, double, bool)",
// CHECK-NEXT: "symbol": "_ZN7Account7depositEidb",
// CHECK-NEXT: "file": "{{.*}}json-tells-all-of-a-point.cpp",
// CHECK-NEXT: "line": [[#@LINE+45]],
// CHECK-NEXT: "arguments": [
// CHECK-NEXT: {
// CHECK-NEXT: "name": "this",
// CHECK-NEXT: "type": "struct Account *",
// CHECK-NEXT: "brought_as": "pointer"
// CHECK:      "name": "amount",
// CHECK-NEXT: "type": "int",
// CHECK-NEXT: "brought_as": "int32"
// CHECK:      "name": "rate",
// CHECK-NEXT: "type": "double"
// CHECK-NEXT: }
// CHECK:      "name": "urgent",
// CHECK-NEXT: "type": "bool",
// CHECK-NEXT: "brought_as": "bool"
// CHECK:      "in": "body",
// CHECK-NEXT: "linkage": "external",
// CHECK-NEXT: "result": {
// CHECK-NEXT: "type": "unsigned long",
// CHECK-NEXT: "brought_as": "uint64"
// CHECK:      "kind": "after",
// CHECK-NEXT: "name": "Account::deposit",
// CHECK:      "name": "push",
// CHECK:      "linkage": "internal"
// CHECK-NEXT: }

// A marker's function is the one it stands in; what is called elsewhere has no names of arguments.
// CHECK:      "kind": "at",
// CHECK-NEXT: "name": "queue:\"full\"",
// CHECK-NEXT: "signature": "main",
// CHECK-NEXT: "symbol": "main",
// CHECK:      "arguments": [
// CHECK-NEXT: {
// CHECK-NEXT: "name": "length",
// CHECK:      "kind": "before",
// CHECK-NEXT: "name": "puts",
// CHECK:      "column": 5,
// CHECK-NEXT: "arguments": [
// CHECK-NEXT: {
// CHECK-NEXT: "brought_as": "pointer"
// CHECK:      "in": "call",
#include <stdio.h>
#include <valdi/checkpoint.h>

struct Account {
    VALDI_CHECKPOINT unsigned long deposit(int amount, double rate, bool urgent) {
        return amount + rate + urgent;
    }
};

VALDI_CHECKPOINT static void push() {
}

int main() {
    int length = 3;
    push();
    VALDI_POINT("queue:\"full\"", length);
    puts("x");
    return Account().deposit(-1, 1.0, false);
}
