// What must hold between the parts of an organisation, once each is well-formed. Pure look-ups; the
// nodes tell the positions.
#pragma once

#include <string>
#include <vector>

#include "adapters/yaml/issue_list.h"
#include "engine/definition/document.h"
#include "engine/organisation/organisation.h"

namespace dunghan::adapters::yaml {

/// Record i was read from node i (the mapping of the unit or person).
struct OrganisationRecords {
  std::vector<std::string> levels, posts;
  std::vector<organisation::UnitRecord> units;
  std::vector<const definition::Node*> unit_nodes;
  std::vector<organisation::Person> people;
  std::vector<const definition::Node*> person_nodes;
};

void check_organisation(const OrganisationRecords& records, const definition::Node& root,
                        IssueList& issues);

}  // namespace dunghan::adapters::yaml
