# Puts the migrations into the program: schema/NNNN_name.sqlite.sql become one generated header, so the binary needs no file at run time.
file(GLOB dunghan_migrations CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/adapters/store_sql/schema/*.sqlite.sql")
list(SORT dunghan_migrations)
set(dunghan_migration_rows "")
foreach(path IN LISTS dunghan_migrations)
  set_property(DIRECTORY "${CMAKE_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${path}")
  get_filename_component(file "${path}" NAME)
  if(NOT file MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)\\.sqlite\\.sql$")
    message(FATAL_ERROR "${file}: a migration is named NNNN_name.sqlite.sql")
  endif()
  set(name "${CMAKE_MATCH_1}_${CMAKE_MATCH_2}")
  file(READ "${path}" text)
  string(APPEND dunghan_migration_rows "    {\"${name}\", R\"schema(${text})schema\"},\n")
endforeach()
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/store_sql_schema.h" @ONLY CONTENT
"// Made by adapters/store_sql/embed_schema.cmake from adapters/store_sql/schema; the first is version 1.
#pragma once

namespace dunghan::adapters::store_sql {

struct Migration {
  const char* name;
  const char* sql;
};

inline constexpr Migration migrations[] = {
@dunghan_migration_rows@};

}  // namespace dunghan::adapters::store_sql
")
target_include_directories(dunghan_store_sql PRIVATE "${CMAKE_BINARY_DIR}/generated")
