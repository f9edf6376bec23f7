// Package v1alpha1 stands in for the API types of kpt's rollouts module, which the module proxy may refuse.
// Only kpt's alpha command `kpt alpha rollouts` uses them; it compiles with this and does not work.
// Everything that is compared with (`kpt fn`, `kpt pkg`) is kpt's own code.
package v1alpha1

import (
	"errors"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

const Progressive = "Progressive"

// AddToScheme always fails, so that nobody takes the stub for the real API.
func AddToScheme(*runtime.Scheme) error {
	return errors.New("this kpt was built without its rollouts module")
}

type PackageStatus struct{ PackageID, Status, SyncStatus string }

type ClusterStatus struct {
	Name          string
	PackageStatus PackageStatus
}

type WaveStatus struct {
	Name            string
	ClusterStatuses []ClusterStatus
}

type Rollout struct {
	metav1.TypeMeta
	metav1.ObjectMeta
	Spec struct {
		Strategy struct {
			Type        string
			Progressive *struct{ PauseAfterWave struct{ WaveName string } }
		}
	}
	Status struct {
		Overall         string
		ClusterStatuses []ClusterStatus
		WaveStatuses    []WaveStatus
	}
}

func (r *Rollout) DeepCopyObject() runtime.Object { return r }

type RolloutList struct {
	metav1.TypeMeta
	metav1.ListMeta
	Items []Rollout
}

func (l *RolloutList) DeepCopyObject() runtime.Object { return l }
