# Read by CMake at the project() line of llama.cpp, while llama-cpp-python is built (see myna_setup/build.py).
# Its "common" library serves llama.cpp's own programs, never the Python package; llama-cpp-python forces it on in the
# cache, and a plain variable hides the cache. 83 build steps are left of 193.
set(LLAMA_BUILD_COMMON OFF)

# Its kernels for Intel's AMX end in an illegal instruction: GCC 12 leaves the tiles' configuration, which lies on the
# stack, unwritten. They would also copy the weights, which are mapped from the file here.
add_compile_options(-U__AMX_INT8__)
