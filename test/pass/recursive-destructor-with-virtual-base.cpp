// A constructor or destructor with virtual bases that makes or deletes another object of its class is a point.
//
// RUN: printf '[both]\nfun:node::*node\n' >%t.checkpoints
// RUN: %cxx -fvaldi-checkpoint-file=%t.checkpoints %s %S/inputs/trace.cpp -o %t
// RUN: %t | FileCheck %s
#include <cstdio>

struct base {
    int number = 0;
};

struct node : virtual base {
    node *next;
    explicit node(int depth) : next(depth ? new node(depth - 1) : nullptr) {
    }
    ~node() {
        delete next;
    }
};

struct deep : node {
    deep() : node(0) {
    }
};

// CHECK:      hit: before node::node
// CHECK-NEXT: hit: before node::node
// CHECK-NEXT: hit: after node::node
// CHECK-NEXT: hit: after node::node
// CHECK-NEXT: hit: before node::~node
// CHECK-NEXT: hit: before node::~node
// CHECK-NEXT: hit: after node::~node
// CHECK-NEXT: hit: after node::~node
// CHECK-NEXT: deep
// CHECK-NEXT: hit: before node::node
// CHECK-NEXT: hit: after node::node
// CHECK-NEXT: hit: before node::~node
// CHECK-NEXT: hit: after node::~node
int main() {
    {
        node n(1);
    }
    std::puts("deep");
    std::fflush(stdout);
    deep d;
}
