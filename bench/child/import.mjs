// Loads cdk8s-plus-27, then our package, then all of its rooms.
import { load, print, timed } from './timer.mjs';

const plus = timed(() => void load('cdk8s-plus-27').k8s);
let index;
const ours = timed(() => (index = load('../../lib')));
const all = timed(() => Object.values(index));
const withRooms = { wall: ours.wall + all.wall, cpu: ours.cpu + all.cpu };
print({ plus, ours, rooms: withRooms });
