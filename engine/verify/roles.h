// E0705, E0706: from which day on nobody holds the post that a role, or a rung of a ladder, asks
// for, in each unit that runs the procedure.
//
// The engine never leaves work without an owner: what a vacant post should do falls to a deputy, a
// head, the administrators. That is for accidents. A procedure that rests on it for years is not
// one that the organisation can carry out; a role that says `else: superior` is content with that.
#pragma once

#include "engine/verify/checks.h"

namespace dunghan::verify {

void check_roles(const Inquiry& inquiry);

}  // namespace dunghan::verify
