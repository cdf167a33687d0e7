"""What else people build such bots with, each as its documentation shows it, to be measured beside Sayso."""
