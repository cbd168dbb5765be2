// config/organisation.yaml -> Organisation, or every issue found: form, references, circles, dates.
//
//   levels: [ province, department ]
//   units:  { so-noi-vu: { code: SNV, name: { vi: …, en: … }, level: department, superior:
//   ubnd-tinh, groups: [ reporting ],
//                          from: …, to: …, successor: …, basis: …, reception_day: 20,
//                          reception_weekday: thursday, remote: false } }
//   posts:  [ head, deputy, handler ]
//   people: { p-0012: { name: …, email: …, language: vi, posts: [ { unit, post, from, to } ],
//                       absences: [ { from, to, deputy } ], administrator: true } }
#pragma once

#include <filesystem>
#include <optional>

#include "engine/definition/document.h"
#include "engine/definition/issue.h"
#include "engine/organisation/organisation.h"

namespace dunghan::adapters::yaml {

struct ReadOrganisation {
  std::optional<organisation::Organisation> organisation;  // absent where there are errors
  definition::Issues issues;  // E0400-E0429, and those of reading the file
};

[[nodiscard]] ReadOrganisation read_organisation(const definition::Document& document);
[[nodiscard]] ReadOrganisation read_organisation_file(const std::filesystem::path& path);

}  // namespace dunghan::adapters::yaml
