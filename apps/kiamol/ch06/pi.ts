import { declare, network, platform, samples, storage, synth } from 'cdk8s-patterns';
import { piProxy, piWebService, PROXY, WEB } from '../ch05/pi-proxy';
import { Chapter, Lesson, System } from '../lesson';

const { ProxyPlacement } = platform;
const labels = { app: 'pi-web' };
const type = storage.HostPathType.DIRECTORY_OR_CREATE;

const inPod = platform.ProxyCache.volume(storage.Volume.emptyDir('cache-volume'));
export const onNode = platform.ProxyCache.volume(
  storage.Volume.hostPath('cache-volume', '/volumes/nginx-cache', { type }),
);

/** Pi with more and more pods of its parts, in the order of the book. */
export function pi(chapter: Chapter): void {
  const system = new System(chapter, 'pi', {
    purpose: 'Scaling by number, new versions and the way back, and proxies on every node.',
    items: [
      ...['pi/web', 'pi/web-replicas', 'pi/web-logging-level', 'pi/web-revert', 'pi/proxy-config', 'pi/proxy-service'],
      ...[
        'pi/proxy-deployment-emptydir',
        'pi/proxy-hostpath',
        'pi/proxy-daemonset',
        'pi/proxy-daemonset-node-selector',
      ],
      ...['P10', 'P11', 'P12', 'P13', 'P14', 'P15', 'P16', 'Deployment', 'DaemonSet', 'template.spec.nodeSelector'],
    ],
  });
  proxySteps(system, webSteps(system));
}

function webSteps(system: System): network.Service {
  const lesson = (step: synth.Folder, id: string, section = '6.2', lines: string[] = []): Lesson =>
    new Lesson(step, id, { ...WEB, section, lines: [...lines, ...(WEB.lines ?? [])] });
  const first = new samples.PiWeb(lesson(system, 'web', '6.2, listing 6.2'), 'PiWeb', { labels, replicas: 2 });
  const three = { labels, replicas: 3 };
  new samples.PiWeb(lesson(system.step('web-replicas-3'), 'web-replicas-3'), 'PiWeb', three);

  const debug = lesson(system.step('web-logging-level'), 'web-logging-level');
  new samples.PiWeb(debug, 'PiWeb', { ...three, logLevel: 'Debug' });

  const back = lesson(system.step('web-revert'), 'web-replicas-3', '6.2', [
    'The template is that of the first step, so its ReplicaSet is scaled up again. It also undoes a',
    'kubectl scale --replicas=4 deploy/pi-web, which no manifest knows of.',
  ]);
  new samples.PiWeb(back, 'PiWeb', three);
  return piWebService(first);
}

function proxySteps(system: System, upstream: network.Service): void {
  const lesson = (step: string, id: string, section: string): Lesson =>
    new Lesson(system.step(step), id, { section, ...PROXY });
  const proxy = piProxy(lesson('proxy', 'nginx', '6.2'), {
    upstream,
    cache: inPod,
    placement: ProxyPlacement.replicas(2),
  });

  const shared = lesson('proxy-host-path', 'nginx-hostpath', '6.2');
  proxy.addPods(shared, 'PiProxy', { cache: onNode, placement: ProxyPlacement.replicas(3) });

  const daemonSet = lesson('proxy-daemonset', 'nginx-ds', '6.3, listing 6.3');
  declare.Header.of(daemonSet, { lines: ['The Deployment goes on beside it: the Service sends to the pods of both.'] });
  proxy.addPods(daemonSet, 'PiProxy', { cache: onNode, placement: ProxyPlacement.everyNode() });

  const chosen = { cache: onNode, placement: ProxyPlacement.everyNode({ nodeSelector: { kiamol: 'ch06' } }) };
  const someNodes = lesson('proxy-daemonset-node-selector', 'nginx-ds-nodeselector', '6.4, listing 6.4');
  const label = 'Without a node of that label it has no pod: kubectl label node <name> kiamol=ch06 --overwrite';
  declare.Header.of(someNodes, { lines: [label], deleteFirst: ['deployment/pi-proxy'] });
  proxy.addPods(someNodes, 'PiProxy', chosen);

  const adopted = lesson('proxy-daemonset-adopts', 'nginx-ds-nodeselector', '6.4');
  const orphan = 'After kubectl delete daemonset pi-proxy --cascade=orphan (the book has --cascade=false):';
  declare.Header.of(adopted, {
    lines: [orphan, 'the pod of the deleted one has the labels of the selector, and is kept.'],
  });
  proxy.addPods(adopted, 'PiProxy', chosen);
}
