; Functions as rustc 1.63 names them, by its older mangling and by its newer, and some that only look like it.

define void @_ZN4bank6teller12read_balance17h6b2d87c1eaa0a0abE() { ret void }
define void @"_ZN55_$LT$bank..Account$LT$T$GT$$u20$as$u20$bank..Ledger$GT$7deposit17h8a17c03d92b7b249E"() { ret void }
define void @"_ZN4bank16Account$LT$T$GT$3get17hcc707d3d4bc71fb9E"() { ret void }
define void @"_ZN4bank4main28_$u7b$$u7b$closure$u7d$$u7d$17h1dd0a5cefc6dee95E"() { ret void }
define void @"_ZN82_$LT$$LP$$RF$A$C$$BP$mut$u20$$u5b$u8$u3b$$u20$4$u5d$$RP$$u20$as$u20$bank..$SP$$GT$1f17h0123456789abcdefE"() { ret void }
define void @"_ZN4bank16kontof$ufc$hrung17h0123456789abcdefE"() { ret void }
define void @"_ZN4bank22_$u53e3$$u1f3e6$.x$u7$17h0123456789abcdefE.llvm.123"() { ret void }
define void @"_ZN4core3ops8function6FnOnce40call_once$u7b$$u7b$vtable.shim$u7d$$u7d$17h5a65ba602329453dE"() { ret void }

define void @_RNvNtCs9mg4hJbtRZk_4bank6teller13write_balance() { ret void }
define void @_RINvCs9mg4hJbtRZk_4bank2idxEB2_() { ret void }
define void @_RNvXCs9mg4hJbtRZk_4bankINtB2_7AccounthENtB2_6Ledger7deposit() { ret void }
define void @_RNvMCs9mg4hJbtRZk_4bankINtB2_7AccounthE3put() { ret void }
define void @_RNCINvCs9mg4hJbtRZk_4bank5applyFhEmE0B4_() { ret void }
define void @_RNvMNtNtCs6IL9ONYDOZW_4core3ptr7mut_ptrOh7is_null() { ret void }
define void @_RNSNvYNCNvCs9mg4hJbtRZk_4bank4mains_0INtNtNtCs6IL9ONYDOZW_4core3ops8function6FnOnceTxEE9call_once6vtableB8_() { ret void }

define void @_ZN4bank17h0123456789abcdefEv() { ret void }
define void @_ZN4bank17h0123456789abcdegE() { ret void }
define void @_Reset() { ret void }
define void @_R() { ret void }

declare void @valdi_trace_list()
define i32 @main() {
  call void @valdi_trace_list()
  ret i32 0
}
