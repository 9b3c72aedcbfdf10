# What CPack does not do by itself to the files of a .deb: archives without debug information, documentation compressed.
file(GLOB archives ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/lib/*.a)
file(GLOB pages ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share/man/man?/*.?
     ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share/doc/valdi/changelog)
foreach(archive IN LISTS archives)
  execute_process(COMMAND strip --strip-debug ${archive} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
execute_process(COMMAND gzip -9n ${pages} COMMAND_ERROR_IS_FATAL ANY)
# Debian's zsh looks for packages' completions nowhere else.
file(MAKE_DIRECTORY ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share/zsh/vendor-completions)
file(RENAME ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share/zsh/site-functions/_valdi
     ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share/zsh/vendor-completions/_valdi)
file(REMOVE_RECURSE ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/usr/share/zsh/site-functions)
