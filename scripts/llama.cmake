# Read by CMake at the project() line of llama.cpp, while llama-cpp-python is built (see myna_setup/build.py).
# Its "common" library serves llama.cpp's own programs, never the Python package; llama-cpp-python forces it on in the
# cache, and a plain variable hides the cache. 83 build steps are left of 193.
set(LLAMA_BUILD_COMMON OFF)

# Its kernels for Intel's AMX end in an illegal instruction: GCC 12 leaves the tiles' configuration, which lies on the
# stack, unwritten. They would also copy the weights, which are mapped from the file here.
add_compile_options(-U__AMX_INT8__)

# Its messages name source files: as they are called in its own tree, wherever that was unpacked. The same source is the
# same library then.
add_compile_options("-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")

# The portable build has its kernels once for each of these kinds of processors, and myna/llm/variants.py loads what is
# right. llama.cpp knows more kinds: those are no Raspberry Pi, need a newer compiler (SME) or AMX, or are not worth
# their size. A Pi 3 and a Pi 4 are armv8.0_1, a Pi 5 is armv8.2_2: with dot products and 16-bit floating point.
if (GGML_CPU_ALL_VARIANTS)
    set(kept armv8.0_1 armv8.2_2 x64 sse42 haswell alderlake skylakex icelake zen4)
    set(list "${CMAKE_CURRENT_SOURCE_DIR}/ggml/src/CMakeLists.txt")
    file(READ "${list}" text)
    string(REGEX MATCHALL "ggml_add_cpu_backend_variant\\([a-z0-9_.]+" calls "${text}")
    foreach (call ${calls})
        string(REPLACE "ggml_add_cpu_backend_variant(" "" kind "${call}")
        if (NOT kind STREQUAL "tag_name" AND NOT kind IN_LIST kept)
            string(REGEX REPLACE "(\n *)ggml_add_cpu_backend_variant\\(${kind}([ )])" "\\1# (${kind}\\2" text "${text}")
        endif()
    endforeach()
    file(WRITE "${list}" "${text}")
    set(CMAKE_INSTALL_BINDIR llama_cpp/lib) # there, beside the other libraries, and not in a folder "bin" of its own
    set(CMAKE_INSTALL_RPATH "$ORIGIN") # from the beginning: one that is changed at the end leaves a trace of the first
    set(CMAKE_BUILD_WITH_INSTALL_RPATH ON)
endif()
