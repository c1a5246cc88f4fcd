/* memo.js - a component that is drawn anew only when same(before, after) is false. */
import { Component } from 'preact';

export function memo(render, same) {
  return class extends Component {
    shouldComponentUpdate(after) {
      return !same(this.props, after);
    }
    render(props) {
      return render(props);
    }
  };
}
