// Which network addresses a crawler may connect to.
#ifndef KHOTIN_PULL_ADDRESS_POLICY_H_
#define KHOTIN_PULL_ADDRESS_POLICY_H_

#include <sys/socket.h>

namespace khotin::pull {

// True for addresses of the public internet. False for those of a private network, this machine,
// a link, documentation, multicast and everything else that the IANA registries of special-purpose
// addresses (RFC 6890) do not call globally reachable, also when an IPv6 address only wraps such an
// IPv4 one, and for other families. `address` has the length of its family.
bool IsPublicAddress(const sockaddr& address);

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_ADDRESS_POLICY_H_
