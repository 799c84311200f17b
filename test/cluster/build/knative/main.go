// Knative Serving's controller for a cluster of fake nodes: its real reconcilers, without the port for
// health probes (two may run on one host), and with two stand-ins for what needs real pods and traffic,
// so that Services become Ready: the autoscaler, which keeps every revision at its initial or least
// scale, and the ingress, which calls every route reachable.
package main

import (
	"context"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	nv1alpha1 "knative.dev/networking/pkg/apis/networking/v1alpha1"
	networkingclient "knative.dev/networking/pkg/client/injection/client"
	ingressinformer "knative.dev/networking/pkg/client/injection/informers/networking/v1alpha1/ingress"
	sksinformer "knative.dev/networking/pkg/client/injection/informers/networking/v1alpha1/serverlessservice"
	ingressreconciler "knative.dev/networking/pkg/client/injection/reconciler/networking/v1alpha1/ingress"
	netconfig "knative.dev/networking/pkg/config"
	kubeclient "knative.dev/pkg/client/injection/kube/client"
	"knative.dev/pkg/configmap"
	"knative.dev/pkg/controller"
	"knative.dev/pkg/injection/sharedmain"
	"knative.dev/pkg/logging"
	pkgreconciler "knative.dev/pkg/reconciler"
	"knative.dev/pkg/signals"
	autoscalingapi "knative.dev/serving/pkg/apis/autoscaling"
	autoscalingv1alpha1 "knative.dev/serving/pkg/apis/autoscaling/v1alpha1"
	"knative.dev/serving/pkg/autoscaler/config/autoscalerconfig"
	servingclient "knative.dev/serving/pkg/client/injection/client"
	metricinformer "knative.dev/serving/pkg/client/injection/informers/autoscaling/v1alpha1/metric"
	painformer "knative.dev/serving/pkg/client/injection/informers/autoscaling/v1alpha1/podautoscaler"
	pareconciler "knative.dev/serving/pkg/client/injection/reconciler/autoscaling/v1alpha1/podautoscaler"
	"knative.dev/serving/pkg/deployment"
	"knative.dev/serving/pkg/reconciler/autoscaling"
	"knative.dev/serving/pkg/reconciler/autoscaling/config"
	"knative.dev/serving/pkg/reconciler/autoscaling/hpa"
	"knative.dev/serving/pkg/reconciler/configuration"
	"knative.dev/serving/pkg/reconciler/domainmapping"
	"knative.dev/serving/pkg/reconciler/gc"
	"knative.dev/serving/pkg/reconciler/labeler"
	"knative.dev/serving/pkg/reconciler/nscert"
	"knative.dev/serving/pkg/reconciler/revision"
	"knative.dev/serving/pkg/reconciler/route"
	"knative.dev/serving/pkg/reconciler/serverlessservice"
	"knative.dev/serving/pkg/reconciler/service"
)

func main() {
	sharedmain.MainWithContext(sharedmain.WithHealthProbesDisabled(signals.NewContext()), "controller",
		configuration.NewController,
		labeler.NewController,
		revision.NewController,
		route.NewController,
		serverlessservice.NewController,
		service.NewController,
		gc.NewController,
		nscert.NewController,
		domainmapping.NewController,
		hpa.NewController,
		newAutoscaler,
		newIngress,
	)
}

type autoscaler struct {
	*autoscaling.Base
	kube kubernetes.Interface
}

func newAutoscaler(ctx context.Context, watcher configmap.Watcher) *controller.Impl {
	scalers, services := painformer.Get(ctx), sksinformer.Get(ctx)
	a := &autoscaler{kube: kubeclient.Get(ctx), Base: &autoscaling.Base{
		Client:           servingclient.Get(ctx),
		NetworkingClient: networkingclient.Get(ctx),
		SKSLister:        services.Lister(),
		MetricLister:     metricinformer.Get(ctx).Lister(),
	}}
	ours := pkgreconciler.AnnotationFilterFunc(autoscalingapi.ClassAnnotationKey, autoscalingapi.KPA, true)
	impl := pareconciler.NewImpl(ctx, a, autoscalingapi.KPA, func(impl *controller.Impl) controller.Options {
		resync := configmap.TypeFilter(&autoscalerconfig.Config{}, &deployment.Config{})(func(string, interface{}) {
			impl.FilteredGlobalResync(ours, scalers.Informer())
		})
		store := config.NewStore(logging.FromContext(ctx), resync)
		store.WatchConfigs(watcher)
		return controller.Options{ConfigStore: store}
	})
	scalers.Informer().AddEventHandler(cache.FilteringResourceEventHandler{
		FilterFunc: ours, Handler: controller.HandleAll(impl.Enqueue),
	})
	services.Informer().AddEventHandler(cache.FilteringResourceEventHandler{
		FilterFunc: pkgreconciler.ChainFilterFuncs(ours, controller.FilterController(&autoscalingv1alpha1.PodAutoscaler{})),
		Handler:    controller.HandleAll(impl.EnqueueControllerOf),
	})
	return impl
}

func (a *autoscaler) ReconcileKind(ctx context.Context, pa *autoscalingv1alpha1.PodAutoscaler) pkgreconciler.Event {
	if err := a.scale(ctx, pa); err != nil {
		return err
	}
	sks, err := a.ReconcileSKS(ctx, pa, nv1alpha1.SKSOperationModeServe, 0)
	if err != nil {
		return err
	}
	pa.Status.MetricsServiceName = sks.Status.PrivateServiceName
	pa.Status.ServiceName = sks.Status.ServiceName
	if sks.IsReady() {
		pa.Status.MarkSKSReady()
		pa.Status.MarkScaleTargetInitialized()
	} else {
		pa.Status.MarkSKSNotReady("SKS Services are not ready yet")
	}
	pa.Status.MarkActive()
	return nil
}

// scale raises the revision's deployment to the scale it may not fall below.
func (a *autoscaler) scale(ctx context.Context, pa *autoscalingv1alpha1.PodAutoscaler) error {
	least, _ := pa.ScaleBounds(config.FromContext(ctx).Autoscaler)
	deployments := a.kube.AppsV1().Deployments(pa.Namespace)
	scale, err := deployments.GetScale(ctx, pa.Spec.ScaleTargetRef.Name, metav1.GetOptions{})
	if err != nil || scale.Spec.Replicas >= least {
		return err
	}
	scale.Spec.Replicas = least
	_, err = deployments.UpdateScale(ctx, pa.Spec.ScaleTargetRef.Name, scale, metav1.UpdateOptions{})
	return err
}

type ingress struct{}

func newIngress(ctx context.Context, _ configmap.Watcher) *controller.Impl {
	impl := ingressreconciler.NewImpl(ctx, &ingress{}, netconfig.IstioIngressClassName)
	ingressinformer.Get(ctx).Informer().AddEventHandler(controller.HandleAll(impl.Enqueue))
	return impl
}

func (*ingress) ReconcileKind(_ context.Context, ing *nv1alpha1.Ingress) pkgreconciler.Event {
	host := []nv1alpha1.LoadBalancerIngressStatus{{DomainInternal: "ingress.knative-serving.svc.cluster.local"}}
	ing.Status.InitializeConditions()
	ing.Status.MarkNetworkConfigured()
	ing.Status.MarkLoadBalancerReady(host, host)
	return nil
}
