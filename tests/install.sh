#!/bin/sh
# install.sh BUILD COMPILER: installs BUILD into an empty folder and uses the copy as a stranger
# would: examples/example.c compiled with what pkg-config says, shared and static, and a
# CMake project that finds the package.
set -eu

build=$1
compiler=$2
pile=$SOURCE/examples/rome-2022
prefix=$PWD/prefix

cmake --install "$build" --prefix "$prefix" >install.log
pc=$(find "$prefix" -name readout.pc)
libraries=$(dirname "$(dirname "$pc")")
export PKG_CONFIG_PATH="${pc%/*}" LD_LIBRARY_PATH="$libraries"

echo "shared library:"
# shellcheck disable=SC2046 # the flags are words
"$compiler" -std=c17 -Wall -Wextra -Werror "$SOURCE/examples/example.c" -o shared \
    $(pkg-config --cflags --libs readout)
./shared "$pile" >shared.out
test -s shared.out

echo "static library:"
# shellcheck disable=SC2046
"$compiler" -std=c17 "$SOURCE/examples/example.c" "$libraries/libreadout.a" -o static \
    $(pkg-config --cflags --libs --static readout | sed 's/-lreadout//')
LD_LIBRARY_PATH='' ./static "$pile" >static.out
cmp shared.out static.out

echo "CMake package:"
mkdir project
cat >project/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.22)
project(user LANGUAGES C)
find_package(readout REQUIRED)
add_executable(user ${EXAMPLE})
target_link_libraries(user PRIVATE readout::readout)
END
cmake -S project -B project/build -DCMAKE_C_COMPILER="$compiler" -DCMAKE_PREFIX_PATH="$prefix" \
    -DEXAMPLE="$SOURCE/examples/example.c" >cmake.log
cmake --build project/build >>cmake.log
project/build/user "$pile" | cmp - shared.out

echo "program:"
"$prefix/bin/readout" brief "$pile" >brief.out
test -s brief.out
