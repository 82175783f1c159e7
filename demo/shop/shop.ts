/** Entry of every page of the demo shop. */
import { showCount } from './basket.ts';
import { startCart } from './cart.ts';
import { startCheckout } from './checkout.ts';
import { startProduct } from './product.ts';

showCount();
startProduct();
startCart();
startCheckout();
