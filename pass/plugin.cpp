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

void valdi__names_free(struct valdi__names *names) {
    free(names->symbol);
    free(names->name);
    free(names->signature);
}

void valdi__names_read(struct valdi__names *names, LLVMValueRef function) {
    StringRef symbol = unwrap(function)->getName();
    symbol.consume_front("\1");
    names->symbol = strndup(symbol.data(), symbol.size());
    names->artificial = symbol.find("_GLOBAL__") == 0 || symbol.find("__cxx_global_") == 0;
    names->structor = false;
    ItaniumPartialDemangler demangler;
    /* Without the prefix it may still be the mangling of a type: "f" is float. */
    if (symbol.find("_Z") != 0 || demangler.partialDemangle(names->symbol)) {
        names->name = strdup(names->symbol);
        names->signature = strdup(names->symbol);
        return;
    }
    names->signature = demangler.finishDemangle(nullptr, nullptr);
    names->artificial |= !demangler.isFunction();
    names->structor = demangler.isCtorOrDtor();
    if (!demangler.isFunction()) {
        names->name = strdup(names->signature);
        return;
    }
    char *context = demangler.getFunctionDeclContextName(nullptr, nullptr);
    char *base = demangler.getFunctionBaseName(nullptr, nullptr);
    std::string name = *context ? std::string(context) + "::" + base : std::string(base);
    names->name = strdup(name.c_str());
    free(context);
    free(base);
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

void valdi__each_exit(LLVMValueRef function, void (*visit)(LLVMBuilderRef at, bool unwinding, void *context),
                      void *context) {
    EscapeEnumerator exits(*unwrap<Function>(function), "valdi.cleanup", true);
    while (IRBuilder<> *builder = exits.Next())
        visit(wrap(builder), isa<ResumeInst>(&*builder->GetInsertPoint()), context);
}

bool valdi__has_must_tail(LLVMValueRef function) {
    for (BasicBlock &block : *unwrap<Function>(function))
        if (block.getTerminatingMustTailCall())
            return true;
    return false;
}

bool valdi__has_attribute(LLVMValueRef function, const char *name) {
    Attribute::AttrKind kind = Attribute::getAttrKindFromName(name);
    Function *F = unwrap<Function>(function);
    return F->hasFnAttribute(name) || (kind != Attribute::None && F->hasFnAttribute(kind));
}

bool valdi__is_fixed_call(LLVMValueRef call) {
    auto *site = unwrap<CallBase>(call);
    return site->isMustTailCall() || site->hasOperandBundles();
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
        return valdi__run(wrap(&M), paths.data(), paths.size()) ? PreservedAnalyses::none()
                                                                : PreservedAnalyses::all();
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
