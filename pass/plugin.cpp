// The only C++: the entry point and the option LLVM wants, and what its C API lacks.
#include "pass.h"

#include <llvm/Config/llvm-config.h>
#include <llvm/Demangle/Demangle.h>
#include <llvm/IR/DiagnosticInfo.h>
#include <llvm/IR/DiagnosticPrinter.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/PassManager.h>
#include <llvm/Passes/PassBuilder.h>
#if LLVM_VERSION_MAJOR >= 22
#include <llvm/Plugins/PassPlugin.h>
#else
#include <llvm/Passes/PassPlugin.h>
#endif
#include <llvm/Support/CommandLine.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/SourceMgr.h>
#include <llvm/Transforms/Utils/EscapeEnumerator.h>

using namespace llvm;

static cl::list<std::string> CheckpointFiles("valdi-checkpoint-file", cl::value_desc("file"),
                                             cl::desc("Functions that become Valdi's points"));

bool valdi__demangle(const char *symbol, struct valdi__names *names) {
    ItaniumPartialDemangler demangler;
    if (demangler.partialDemangle(symbol))
        return false;
    names->signature = demangler.finishDemangle(nullptr, nullptr);
    names->artificial = !demangler.isFunction();
    names->structor = demangler.isCtorOrDtor();
    if (names->artificial) {
        names->name = strdup(names->signature);
        return true;
    }
    char *context = demangler.getFunctionDeclContextName(nullptr, nullptr);
    char *base = demangler.getFunctionBaseName(nullptr, nullptr);
    names->name = strdup(*context ? (std::string(context) + "::" + base).c_str() : base);
    free(context);
    free(base);
    return true;
}

void valdi__error_at(LLVMModuleRef module, const char *path, const char *text, size_t length, size_t offset,
                     const char *message) {
    SourceMgr sources;
    auto buffer = MemoryBuffer::getMemBufferCopy(StringRef(text, length), path);
    SMLoc place = SMLoc::getFromPointer(buffer->getBufferStart() + offset);
    sources.AddNewSourceBuffer(std::move(buffer), SMLoc());
    SMDiagnostic diagnostic = sources.GetMessage(place, SourceMgr::DK_Error, message);
    Module &M = *unwrap(module);
    M.getContext().diagnose(DiagnosticInfoSrcMgr(diagnostic, M.getName(), false, 0));
}

void valdi__error(LLVMModuleRef module, const char *message) {
    unwrap(module)->getContext().emitError(message);
}

namespace {
struct Warning : DiagnosticInfo {
    const char *Message;
    explicit Warning(const char *message)
        : DiagnosticInfo(getNextAvailablePluginDiagnosticKind(), DS_Warning), Message(message) {
    }
    void print(DiagnosticPrinter &printer) const override {
        printer << Message;
    }
};
} // namespace

void valdi__warn(LLVMModuleRef module, const char *message) {
    unwrap(module)->getContext().diagnose(Warning(message));
}

void valdi__each_exit(LLVMValueRef function,
                      void (*visit)(LLVMBuilderRef at, LLVMValueRef resume, void *context), void *context) {
    EscapeEnumerator exits(*unwrap<Function>(function), "valdi.cleanup", true);
    while (IRBuilder<> *builder = exits.Next())
        visit(wrap(builder), wrap(dyn_cast<ResumeInst>(&*builder->GetInsertPoint())), context);
}

bool valdi__is_must_tail(LLVMValueRef instruction) {
    auto *call = dyn_cast<CallInst>(unwrap(instruction));
    return call && call->isMustTailCall();
}

void valdi__delete_body(LLVMValueRef function) {
    unwrap<Function>(function)->deleteBody();
    unwrap<Function>(function)->setComdat(nullptr);
}

namespace {
struct ValdiPass : PassInfoMixin<ValdiPass> {
    PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
        SmallVector<const char *, 4> paths;
        for (const std::string &path : CheckpointFiles)
            paths.push_back(path.c_str());
        const char *named = getenv("VALDI_CHECKPOINT_FILE");
        if (named && *named)
            paths.push_back(named);
        valdi__run(wrap(&M), paths.data(), paths.size());
        return PreservedAnalyses::none();
    }
    static bool isRequired() {
        return true;
    }
};
} // namespace

extern "C" __attribute__((visibility("default"))) PassPluginLibraryInfo llvmGetPassPluginInfo() {
    return {LLVM_PLUGIN_API_VERSION, "valdi", "1", [](PassBuilder &builder) {
                builder.registerPipelineStartEPCallback(
                    [](ModulePassManager &manager, auto...) { manager.addPass(ValdiPass()); });
                builder.registerPipelineParsingCallback([](StringRef name, ModulePassManager &manager, auto) {
                    if (name != "valdi")
                        return false;
                    manager.addPass(ValdiPass());
                    return true;
                });
            }};
}
