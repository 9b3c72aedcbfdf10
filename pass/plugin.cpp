// The only C++: the entry point and the option LLVM wants, and what its C API lacks.
#include "pass.h"

#include <llvm/Analysis/OptimizationRemarkEmitter.h>
#include <llvm/BinaryFormat/Dwarf.h>
#include <llvm/Config/llvm-config.h>
#include <llvm/Demangle/Demangle.h>
#include <llvm/IR/DebugInfoMetadata.h>
#include <llvm/IR/DiagnosticInfo.h>
#include <llvm/IR/DiagnosticPrinter.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/IR/MDBuilder.h>
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
#include <llvm/Transforms/Utils/BasicBlockUtils.h>
#include <llvm/Transforms/Utils/EscapeEnumerator.h>

using namespace llvm;

// Made when the plugin is loaded: options are read before the plugin is asked anything. NULL in an LLVM that is
// not the plugin's.
static cl::list<std::string> *CheckpointFiles =
    valdi__host_fits() ? new cl::list<std::string>("valdi-checkpoint-file", cl::value_desc("file"),
                                                   cl::desc("Functions that become Valdi's points"))
                       : nullptr;

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

char *valdi__demangle_rust(const char *symbol) {
    std::string path = demangle(symbol);
    return path == symbol ? nullptr : strdup(path.c_str());
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

void valdi__each_exit(LLVMValueRef function, void (*visit)(LLVMValueRef exit, void *context),
                      void *context) {
    EscapeEnumerator exits(*unwrap<Function>(function), "valdi.cleanup", true);
    SmallVector<Instruction *, 8> found;
    while (IRBuilder<> *builder = exits.Next())
        found.push_back(&*builder->GetInsertPoint());
    for (Instruction *exit : found)
        visit(wrap(exit), context);
}

LLVMValueRef valdi__split_if(LLVMValueRef condition, LLVMValueRef before) {
    MDNode *unlikely = MDBuilder(unwrap(condition)->getContext()).createBranchWeights(1, (1u << 20) - 1);
    return wrap(SplitBlockAndInsertIfThen(unwrap(condition), unwrap<Instruction>(before), false, unlikely));
}

bool valdi__is_must_tail(LLVMValueRef instruction) {
    auto *call = dyn_cast<CallInst>(unwrap(instruction));
    return call && call->isMustTailCall();
}

void valdi__remark(LLVMValueRef function_or_call, bool missed, const char *message) {
    auto *call = dyn_cast<Instruction>(unwrap(function_or_call));
    Function *F = call ? call->getFunction() : unwrap<Function>(function_or_call);
    if (!OptimizationRemarkEmitter::allowExtraAnalysis(*F, "valdi"))
        return; // nobody listens
    OptimizationRemarkEmitter emitter(F);
    DiagnosticLocation place =
        call ? DiagnosticLocation(call->getDebugLoc()) : DiagnosticLocation(F->getSubprogram());
    if (missed)
        emitter.emit(OptimizationRemarkMissed("valdi", "NoPoint", place, &F->getEntryBlock()) << message);
    else
        emitter.emit(OptimizationRemark("valdi", "Point", place, &F->getEntryBlock()) << message);
}

const char *valdi__comdat_name(LLVMValueRef function, size_t *length) {
    const Comdat *comdat = unwrap<Function>(function)->getComdat();
    if (!comdat)
        return nullptr;
    *length = comdat->getName().size();
    return comdat->getName().data();
}

bool valdi__may_be_started(LLVMValueRef function) {
    const Function *F = unwrap<Function>(function);
    return !F->hasLocalLinkage() || F->hasAddressTaken();
}

void valdi__prefix(LLVMValueRef function, LLVMValueRef data) {
    if (!unwrap<Function>(function)->hasPrefixData())
        unwrap<Function>(function)->setPrefixData(unwrap<Constant>(data));
}

void valdi__delete_body(LLVMValueRef function) {
    unwrap<Function>(function)->deleteBody();
    unwrap<Function>(function)->setComdat(nullptr);
}

// ---- debug information ----

static const DIType *stripNames(const DIType *type) {
    while (auto *derived = dyn_cast_or_null<DIDerivedType>(type)) {
        if (derived->getTag() != dwarf::DW_TAG_typedef && derived->getTag() != dwarf::DW_TAG_const_type &&
            derived->getTag() != dwarf::DW_TAG_volatile_type)
            break;
        type = derived->getBaseType();
    }
    return type;
}

static std::string spell(const DIType *type) {
    if (!type)
        return "void";
    auto *derived = dyn_cast<DIDerivedType>(type);
    switch (type->getTag()) {
    case dwarf::DW_TAG_pointer_type: return spell(derived->getBaseType()) + " *";
    case dwarf::DW_TAG_reference_type: return spell(derived->getBaseType()) + " &";
    case dwarf::DW_TAG_rvalue_reference_type: return spell(derived->getBaseType()) + " &&";
    case dwarf::DW_TAG_const_type: return "const " + spell(derived->getBaseType());
    case dwarf::DW_TAG_volatile_type: return "volatile " + spell(derived->getBaseType());
    case dwarf::DW_TAG_restrict_type: return spell(derived->getBaseType());
    case dwarf::DW_TAG_subroutine_type: return "function";
    case dwarf::DW_TAG_structure_type: return ("struct " + type->getName()).str();
    case dwarf::DW_TAG_union_type: return ("union " + type->getName()).str();
    case dwarf::DW_TAG_enumeration_type: return ("enum " + type->getName()).str();
    default: return type->getName().str();
    }
}

static void describe(const DIType *type, valdi__variable *variable) {
    variable->type = strdup(spell(type).c_str());
    const DIType *bare = stripNames(type);
    auto *composite = dyn_cast_or_null<DICompositeType>(bare);
    bool enumeration = composite && composite->getTag() == dwarf::DW_TAG_enumeration_type;
    variable->is_aggregate = composite && !enumeration;
    if (enumeration && composite->getBaseType())
        bare = stripNames(composite->getBaseType());
    auto *basic = dyn_cast_or_null<DIBasicType>(bare);
    variable->is_signed = basic && (basic->getEncoding() == dwarf::DW_ATE_signed ||
                                    basic->getEncoding() == dwarf::DW_ATE_signed_char);
}

static const DILocalVariable *declaredAt(Value *address) {
    auto *local = LocalAsMetadata::getIfExists(address);
    if (!local)
        return nullptr;
#if LLVM_VERSION_MAJOR >= 19
    for (DbgVariableRecord *record : local->getAllDbgVariableRecordUsers())
        if (record->isDbgDeclare() || (record->isDbgAssign() && record->getAddress() == address))
            return record->getVariable(); // with optimization, declarations become assignments
#endif
    if (auto *wrapped = MetadataAsValue::getIfExists(address->getContext(), local))
        for (User *user : wrapped->users())
            if (auto *declare = dyn_cast<DbgDeclareInst>(user))
                return declare->getVariable();
    return nullptr;
}

bool valdi__variable_at(LLVMValueRef address, valdi__variable *variable) {
    const DILocalVariable *found = declaredAt(unwrap(address));
    if (!found)
        return false;
    variable->name = strdup(found->getName().str().c_str());
    describe(found->getType(), variable);
    return true;
}

bool valdi__variable_returned(LLVMValueRef function, valdi__variable *variable) {
    DISubprogram *subprogram = unwrap<Function>(function)->getSubprogram();
    if (!subprogram || !subprogram->getType() || !subprogram->getType()->getTypeArray().size())
        return false;
    describe(subprogram->getType()->getTypeArray()[0], variable);
    return true;
}

// ---- the pass ----

namespace {
struct ValdiPass : PassInfoMixin<ValdiPass> {
    PreservedAnalyses run(Module &M, ModuleAnalysisManager &) {
        SmallVector<const char *, 4> paths;
        for (const std::string &path : *CheckpointFiles)
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
    // LLVM refuses plugins of another interface than its own, with a message.
    unsigned interface = valdi__host_fits() ? LLVM_PLUGIN_API_VERSION : ~0u;
    return {interface, "valdi", "1", [](PassBuilder &builder) {
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
