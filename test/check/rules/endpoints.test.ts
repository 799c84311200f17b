import { findingsOf } from '../support';
import { complaints, made, Sound, Wrong } from './cases';

describe('endpoint-address', () => {
  test.each<Wrong>([
    [
      'a subset without addresses',
      made('Endpoints', 'subsets: [{ ports: [{ port: 80 }] }]'),
      '/subsets/0',
      "'subsets[0]' must have 'addresses' or 'notReadyAddresses', got {\"ports\":[{\"port\":80}]}; add an address, or remove the subset",
    ],
    [
      'an address that is a name',
      made('Endpoints', 'subsets: [{ addresses: [{ ip: example.com }] }]'),
      '/subsets/0/addresses/0/ip',
      '\'subsets[0].addresses[0].ip\' must be an IP address, got "example.com"; write an address that pods can reach',
    ],
    [
      'a loopback address',
      made('Endpoints', 'subsets: [{ addresses: [{ ip: 127.0.0.2 }] }]'),
      '/subsets/0/addresses/0/ip',
      '\'subsets[0].addresses[0].ip\' must not be a loopback address, got "127.0.0.2"; write an address that pods can reach',
    ],
    [
      'two unnamed ports of endpoints',
      made('Endpoints', 'subsets: [{ addresses: [{ ip: 10.0.0.9 }], ports: [{ port: 80 }, { port: 81, name: b }] }]'),
      '/subsets/0/ports/0/name',
      "'subsets[0].ports[0].name' must be there where there are several ports, got nothing; name each port",
    ],
    [
      'an endpoint at port 0',
      made('Endpoints', 'subsets: [{ addresses: [{ ip: 10.0.0.9 }], ports: [{ port: 0 }] }]'),
      '/subsets/0/ports/0/port',
      "'subsets[0].ports[0].port' must be a whole number from 1 to 65535, got 0; write the port that is called",
    ],
    [
      'an IPv6 address in a slice of IPv4',
      made('EndpointSlice', "addressType: IPv4, endpoints: [{ addresses: ['2001:db8::9'] }]"),
      '/endpoints/0/addresses/0',
      "'endpoints[0].addresses[0]' must be an IPv4 address, as 'addressType' says, got \"2001:db8::9\"; write an address that pods can reach",
    ],
    [
      'an endpoint of a slice without an address',
      made('EndpointSlice', 'addressType: IPv4, endpoints: [{ addresses: [] }]'),
      '/endpoints/0/addresses',
      "'endpoints[0].addresses' must have at least one address, got []; add one, or remove the endpoint",
    ],
    [
      'a short name in a slice of names',
      made('EndpointSlice', 'addressType: FQDN, endpoints: [{ addresses: [example] }]'),
      '/endpoints/0/addresses/0',
      '\'endpoints[0].addresses[0]\' must be a full DNS name, got "example"; write an address that pods can reach',
    ],
    [
      'one name for two ports of a slice',
      made('EndpointSlice', 'addressType: IPv4, endpoints: [], ports: [{ port: 80 }, { port: 81 }]'),
      '/ports/1/name',
      "'ports[1].name' must differ from the names of the other ports, got nothing; rename one of them",
    ],
  ])('finds %s', (_name, yaml, pointer, message, target = '1.27') => {
    expect(findingsOf('endpoint-address', yaml, { target })).toEqual([[pointer, message]]);
  });

  test.each<Sound>([
    [
      'endpoints outside the cluster',
      made(
        'Endpoints',
        "subsets: [{ addresses: [{ ip: 10.0.0.9 }], notReadyAddresses: [{ ip: '2001:db8::9' }], ports: [{ port: 80 }] }]",
      ),
    ],
    [
      'a slice',
      made(
        'EndpointSlice',
        'addressType: IPv4, endpoints: [{ addresses: [10.0.0.9] }], ports: [{ port: 80, name: a }, { port: 81, name: b }]',
      ),
    ],
  ])('takes %s', (_name, yaml, target = '1.27') => {
    expect(complaints('endpoint-address', yaml, target)).toEqual([]);
  });
});
